using System.Numerics;

namespace Accel.Sim.BitSerial;

/// <summary>
/// The same GEMM as <see cref="BitSerialReference"/>, a vector of tokens at a time, equal bit by bit.
/// </summary>
/// <remarks>
/// Tokens never meet, so the width of the vectors cannot change a result. Everything is in binary32, where the
/// operations used are exact: a lane's product in units of the alignment's last bit is a float, truncated with sticky
/// it is <c>floor | inexact</c> in two's complement, the dot product has at most 19 bits, and a sum of two floats, made
/// exact by Knuth's two-sum and rounded to odd at 24 bits, may be rounded again to 15 or 21 bits without double
/// rounding.
/// </remarks>
public static class BitSerialKernels
{
    private const int BinaryBias = 127;

    private const int BinaryFraction = 23;

    /// <summary>Weight of an aligned product's last bit at lane exponent 0.</summary>
    private const int AlignedExponent = PeArithmetic.AlignedExponent;

    /// <summary>What a lane without a term adds to its exponent: any lane with one is larger.</summary>
    private const int AbsentExponent = -64;

    private const int SplitBits = 5;

    private static readonly float[] TermFactors = [.. Codes().Select(Factor)];

    private static readonly int[] TermExponents =
        [.. Codes().Select(code => (code & 4) == 0 ? AbsentExponent : code & 3)];

    /// <inheritdoc cref="BitSerialReference.Multiply"/>
    public static void Multiply(BitSerialOperands operands, int lanes, Span<Half> outputs)
    {
        ArgumentNullException.ThrowIfNull(operands);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lanes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lanes, PeArithmetic.MaximumLanes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, operands.M * operands.N, nameof(outputs));
        int width = Vector<float>.Count;
        int padded = (operands.M + width - 1) / width * width;
        var values = new float[operands.K * padded];
        var exponents = new int[operands.IsBitSerial ? values.Length : 0];
        Transpose(operands, padded, values, exponents);

        Span<float> lanesOut = stackalloc float[width];
        for (int n = 0; n < operands.N; n++)
        {
            var channelScale = new Vector<float>((float)operands.ChannelScales[n]);
            for (int m = 0; m < operands.M; m += width)
            {
                Vector<float> sum = Vector<float>.Zero;
                for (int group = 0; group < operands.Groups; group++)
                {
                    sum += operands.IsBitSerial
                        ? Group(operands, lanes, n, group, m, padded, values, exponents)
                        : MacGroup(operands, n, group, m, padded, values);
                }

                (sum * channelScale).CopyTo(lanesOut);
                for (int i = 0; i < Math.Min(width, operands.M - m); i++)
                {
                    outputs[(m + i) * operands.N + n] = (Half)lanesOut[i];
                }
            }
        }
    }

    private static void Transpose(BitSerialOperands operands, int padded, Span<float> values, Span<int> exponents)
    {
        // Tokens that pad the last vector are zero with exponent 0: they compute zeros that nobody reads.
        for (int m = 0; m < operands.M; m++)
        {
            ReadOnlySpan<Half> row = operands.ActivationsAt(m, 0, operands.K);
            for (int k = 0; k < row.Length; k++)
            {
                values[k * padded + m] = (float)row[k];
                if (!exponents.IsEmpty)
                {
                    exponents[k * padded + m] = Fp16Fields.Exponent(row[k]);
                }
            }
        }
    }

    private static Vector<float> Group(
        BitSerialOperands operands,
        int lanes,
        int n,
        int group,
        int m,
        int padded,
        ReadOnlySpan<float> values,
        ReadOnlySpan<int> exponents)
    {
        unchecked
        {
            Vector<float> accumulator = Vector<float>.Zero;
            int end = Math.Min(operands.K, (group + 1) * operands.GroupSize);
            for (int k = group * operands.GroupSize; k < end; k += lanes)
            {
                int count = Math.Min(lanes, end - k);
                int first = k * padded + m;
                for (int term = 0; term < operands.TermsPerWeight; term++)
                {
                    Vector<float> product = Multiply(
                        operands.TermsAt(n, term, k, count),
                        padded,
                        values[first..],
                        exponents[first..],
                        operands.UnitExponent);
                    accumulator = AddRounded(accumulator, product, GroupAccumulator.SignificantBits);
                }
            }

            // 15 bits times 6 and times 5 are exact, and so the product is a sum of two floats.
            GroupScale scale = operands.GroupScaleAt(n, group);
            int low = scale.Significand & (1 << SplitBits) - 1;
            var high = new GroupScale(scale.Significand - low, scale.Exponent);
            return AddRounded(
                accumulator * high.Value,
                accumulator * (scale with { Significand = low }).Value,
                PeArithmetic.DequantizedBits);
        }
    }

    /// <summary>The dot product of one cycle for a vector of tokens.</summary>
    private static Vector<float> Multiply(
        ReadOnlySpan<Term> terms,
        int padded,
        ReadOnlySpan<float> values,
        ReadOnlySpan<int> exponents,
        int unitExponent)
    {
        unchecked
        {
            var largest = new Vector<int>(int.MinValue);
            for (int lane = 0; lane < terms.Length; lane++)
            {
                largest = Vector.Max(
                    largest,
                    new Vector<int>(exponents[(lane * padded)..]) + new Vector<int>(TermExponents[terms[lane].Code]));
            }

            Vector<float> toUnits = PowerOfTwo(new Vector<int>(BinaryBias - AlignedExponent) - largest);
            Vector<int> sum = Vector<int>.Zero;
            for (int lane = 0; lane < terms.Length; lane++)
            {
                var activation = new Vector<float>(values[(lane * padded)..]);
                Vector<float> exact = activation * TermFactors[terms[lane].Code] * toUnits;
                Vector<float> floor = Vector.Floor(exact);
                Vector<int> sticky = Vector.AndNot(Vector<int>.One, Vector.Equals(exact, floor));
                sum += Vector.ConvertToInt32Native(floor) | sticky;
            }

            int constant = BinaryBias + AlignedExponent + terms[0].BlockSignificance + unitExponent;
            return Vector.ConvertToSingle(sum) * PowerOfTwo(largest + new Vector<int>(constant));
        }
    }

    /// <summary>The exact sum of two floats, rounded once to fewer significant bits, nearest, ties to even.</summary>
    private static Vector<float> AddRounded(Vector<float> a, Vector<float> b, int bits)
    {
        Vector<float> sum = a + b;
        Vector<float> shadow = sum - a;
        Vector<float> error = (a - (sum - shadow)) + (b - shadow);

        // To odd: one step towards zero where the error points there, then the last bit is set where anything is lost.
        Vector<int> code = Vector.AsVectorInt32(sum);
        Vector<int> inexact = Vector.OnesComplement(Vector.Equals(error, Vector<float>.Zero));
        Vector<int> opposed = Vector.ShiftRightArithmetic(code ^ Vector.AsVectorInt32(error), 31);
        code += opposed & inexact;
        code |= inexact & Vector<int>.One;

        int dropped = BinaryFraction + 1 - bits;
        Vector<int> odd = Vector.ShiftRightLogical(code, dropped) & Vector<int>.One;
        code += odd + new Vector<int>((1 << dropped - 1) - 1);
        return Vector.AsVectorSingle(code & new Vector<int>(-1 << dropped));
    }

    private static Vector<float> PowerOfTwo(Vector<int> biased) =>
        Vector.AsVectorSingle(Vector.ShiftLeft(biased, BinaryFraction));

    private static Vector<float> MacGroup(
        BitSerialOperands operands, int n, int group, int m, int padded, ReadOnlySpan<float> values)
    {
        int start = group * operands.GroupSize;
        ReadOnlySpan<float> weights =
            operands.WeightsAt(n, start, Math.Min(operands.GroupSize, operands.K - start));
        Vector<float> accumulator = Vector<float>.Zero;
        for (int i = 0; i < weights.Length; i++)
        {
            accumulator += new Vector<float>(values[((start + i) * padded + m)..]) * weights[i];
        }

        return accumulator * operands.GroupScaleAt(n, group).Value;
    }

    private static IEnumerable<int> Codes() => Enumerable.Range(0, 128);

    private static float Factor(int code) =>
        (code & 4) == 0 ? 0 : (code & 8) == 0 ? 1 << (code & 3) : -(1 << (code & 3));
}
