using System.Numerics;

namespace Accel.Sim.BitSerial;

/// <summary><see cref="PeArithmetic"/> for a vector of tokens at a time, equal bit by bit.</summary>
/// <remarks>
/// Tokens never meet, so the width of the vectors cannot change a result. Everything is in binary32, where the
/// operations used are exact: a lane's product in units of the alignment's last bit is a float, truncated with sticky
/// it is <c>floor | inexact</c> in two's complement, the dot product has at most 19 bits, and a sum of two floats, made
/// exact by Knuth's two-sum and rounded to odd at 24 bits, may be rounded again to 15 or 21 bits without double
/// rounding.
/// </remarks>
internal static class PeVectors
{
    /// <summary>
    /// Scale bits that go into the lower of a dequantizer's two parts: 15 bits times 5 and times the 6 above are exact.
    /// </summary>
    public const int LowScaleBits = 5;

    private const int BinaryBias = 127;

    private const int BinaryFraction = 23;

    /// <summary>Weight of an aligned product's last bit at lane exponent 0.</summary>
    private const int AlignedExponent = PeArithmetic.AlignedExponent;

    /// <summary>What a lane without a term adds to its exponent: any lane with one is larger.</summary>
    private const int AbsentExponent = -64;

    /// <summary>A term's value, by its code.</summary>
    private static readonly float[] TermFactors = [.. Codes().Select(Factor)];

    /// <summary>A term's part of the lane exponent, by its code.</summary>
    private static readonly int[] TermExponents =
        [.. Codes().Select(code => (code & 4) == 0 ? AbsentExponent : code & 3)];

    /// <summary>First stage: the largest lane exponent; at most 0 where no lane has a term.</summary>
    /// <param name="place">Of the first lane's activations.</param>
    public static Vector<int> LargestExponent(ReadOnlySpan<Term> terms, ActivationVectors activations, int place)
    {
        unchecked
        {
            var largest = new Vector<int>(int.MinValue);
            foreach (Term term in terms)
            {
                largest = Vector.Max(largest, activations.Exponents(place) + new Vector<int>(TermExponents[term.Code]));
                place += activations.Stride;
            }

            return largest;
        }
    }

    /// <summary>Second stage: the dot product of one cycle.</summary>
    /// <inheritdoc cref="PeArithmetic.Multiply(ReadOnlySpan{Half}, ReadOnlySpan{Term}, int, int)"/>
    public static Vector<float> Multiply(
        ReadOnlySpan<Term> terms, ActivationVectors activations, int place, Vector<int> largest, int unitExponent)
    {
        unchecked
        {
            Vector<float> toUnits = PowerOfTwo(new Vector<int>(BinaryBias - AlignedExponent) - largest);
            Vector<int> sum = Vector<int>.Zero;
            foreach (Term term in terms)
            {
                Vector<float> exact = activations.Values(place) * TermFactors[term.Code] * toUnits;
                Vector<float> floor = Vector.Floor(exact);
                Vector<int> sticky = Vector.AndNot(Vector<int>.One, Vector.Equals(exact, floor));
                sum += Vector.ConvertToInt32Native(floor) | sticky;
                place += activations.Stride;
            }

            int constant = BinaryBias + AlignedExponent + terms[0].BlockSignificance + unitExponent;
            return Vector.ConvertToSingle(sum) * PowerOfTwo(largest + new Vector<int>(constant));
        }
    }

    /// <summary>Adds a dot product to the accumulators of a group.</summary>
    public static Vector<float> Accumulate(Vector<float> accumulator, Vector<float> product) =>
        AddRounded(accumulator, product, GroupAccumulator.SignificantBits);

    /// <summary>
    /// Ends dequantization: rounds the exact sum of the accumulators' products with the upper scale bits and with the
    /// <see cref="LowScaleBits"/> below.
    /// </summary>
    public static Vector<float> RoundDequantized(Vector<float> upper, Vector<float> lower) =>
        AddRounded(upper, lower, PeArithmetic.DequantizedBits);

    /// <summary>A group's accumulators times its scale.</summary>
    public static Vector<float> Dequantize(Vector<float> accumulator, GroupScale scale)
    {
        int low = scale.Significand & (1 << LowScaleBits) - 1;
        var upper = new GroupScale(scale.Significand - low, scale.Exponent);
        return RoundDequantized(accumulator * upper.Value, accumulator * (scale with { Significand = low }).Value);
    }

    /// <summary>The exact sum of two floats, rounded once to fewer significant bits, nearest, ties to even.</summary>
    private static Vector<float> AddRounded(Vector<float> a, Vector<float> b, int bits)
    {
        unchecked
        {
            Vector<float> sum = a + b;
            Vector<float> shadow = sum - a;
            Vector<float> error = (a - (sum - shadow)) + (b - shadow);

            // To odd: a step towards zero where the error points there, then the last bit is set where any is lost.
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
    }

    private static Vector<float> PowerOfTwo(Vector<int> biased) =>
        Vector.AsVectorSingle(Vector.ShiftLeft(biased, BinaryFraction));

    /// <summary>All bytes, so that no index by a code needs a check; only the lower half occurs.</summary>
    private static IEnumerable<int> Codes() => Enumerable.Range(0, 256);

    private static float Factor(int code) =>
        (code & 4) == 0 ? 0 : (code & 8) == 0 ? 1 << (code & 3) : -(1 << (code & 3));
}
