using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>The squared error of a run of pairs: the inner loop of the threshold search.</summary>
/// <remarks>
/// Elements are divided by the scale, rounded in pairs and multiplied back. Element i is added to sum i mod 4, and the
/// four sums are added at the end, so that both kernels give the same bits on every machine.
/// </remarks>
public static class PairKernels
{
    private const int Lanes = 4;

    /// <summary>Vectors between two looks at the limit.</summary>
    private const int Block = 64;

    /// <summary>The sum of squared errors, or a part of it above the limit.</summary>
    /// <param name="scale">The positive size of the format's unit.</param>
    /// <param name="limit">Where the sum may stop: it only grows.</param>
    public static double SquaredError(OutlierVictimFormat format, double scale, ReadOnlySpan<double> weights,
        OutlierRule rule, double limit = double.PositiveInfinity) => (format.Normals, format.SlotBits) switch
        {
            (NormalKind.Flint, 4) => SquaredError<Flint4Rounding>(format, scale, weights, rule, limit),
            (NormalKind.Integer, 4) => SquaredError<Int4Rounding>(format, scale, weights, rule, limit),
            (NormalKind.Integer, 8) => SquaredError<Int8Rounding>(format, scale, weights, rule, limit),
            _ => SquaredErrorScalar(format, scale, weights, rule),
        };

    /// <summary>The scalar twin of <see cref="SquaredError"/>, without a limit.</summary>
    public static double SquaredErrorScalar(
        OutlierVictimFormat format, double scale, ReadOnlySpan<double> weights, OutlierRule rule)
    {
        Span<double> sums = stackalloc double[Lanes];
        sums.Clear();
        AddScalar(format, scale, weights, rule, sums);
        return Fold(Vector256.Create<double>(sums));
    }

    /// <summary>Vectors without an outlier are rounded at once; the few with one go through the format.</summary>
    private static double SquaredError<TRounding>(OutlierVictimFormat format, double scale,
        ReadOnlySpan<double> weights, OutlierRule rule, double limit)
        where TRounding : struct, INormalRounding
    {
        ReadOnlySpan<Vector256<double>> wide = MemoryMarshal.Cast<double, Vector256<double>>(weights);
        Vector256<double> divisor = Vector256.Create(scale);
        Vector256<double> border = Vector256.Create(format.OutlierBorder);
        Vector256<double> sums = Vector256<double>.Zero;
        Span<double> spilled = stackalloc double[Lanes];
        for (int i = 0; i < wide.Length; i++)
        {
            Vector256<double> scaled = wide[i] / divisor;
            if (Vector256.GreaterThanOrEqualAny(Vector256.Abs(scaled), border))
            {
                sums.CopyTo(spilled);
                AddScalar(format, scale, weights.Slice(i * Lanes, Lanes), rule, spilled);
                sums = Vector256.Create<double>(spilled);
            }
            else
            {
                Vector256<double> error = (TRounding.Round(scaled) * divisor) - wide[i];
                sums += error * error;
            }

            if (i % Block == Block - 1 && Fold(sums) > limit)
            {
                return Fold(sums);
            }
        }

        sums.CopyTo(spilled);
        AddScalar(format, scale, weights[(wide.Length * Lanes)..], rule, spilled);
        return Fold(Vector256.Create<double>(spilled));
    }

    private static void AddScalar(OutlierVictimFormat format, double scale, ReadOnlySpan<double> weights,
        OutlierRule rule, Span<double> sums)
    {
        for (int i = 0; i < weights.Length; i += 2)
        {
            bool isPair = i + 1 < weights.Length;
            (int left, int right) = format.EncodePair(weights[i] / scale, isPair ? weights[i + 1] / scale : 0, rule);
            Add(ref sums[i % Lanes], format.Decode(left), scale, weights[i]);
            if (isPair)
            {
                Add(ref sums[(i + 1) % Lanes], format.Decode(right), scale, weights[i + 1]);
            }
        }
    }

    private static void Add(ref double sum, double value, double scale, double weight)
    {
        double error = (value * scale) - weight;
        sum += error * error;
    }

    private static double Fold(Vector256<double> sums) => sums[0] + sums[1] + (sums[2] + sums[3]);
}
