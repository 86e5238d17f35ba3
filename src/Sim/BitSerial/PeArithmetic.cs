namespace Accel.Sim.BitSerial;

/// <summary>
/// The bit-serial PE's numbers, defined: the scalar reference that fast kernels and Verilog must equal bit by bit.
/// </summary>
/// <remarks>
/// <para>After BitMoD, HPCA 2025, Sec. IV-B and Fig. 5; where the paper leaves a choice open, it is made here.</para>
/// <para>
/// <b>Lane</b> (1 to 32 of them). A finite FP16 activation <c>(-1)^s * significand * 2^(e - 25)</c> (eleven significand
/// bits, e = exponent field, 1 for subnormals) times a term: sign = XOR, lane exponent = e + term exponent. A lane
/// whose term has mantissa 0 adds nothing and has no part in the maximum. A zero activation takes part with e = 1.
/// </para>
/// <para>
/// <b>Alignment.</b> E = largest lane exponent. Each significand gets three more bits on its right (14 in all: guard,
/// round, sticky) and is shifted right by E minus its lane exponent; ones that fall off are OR-ed into the last bit.
/// </para>
/// <para>
/// <b>Dot product.</b> The exact signed sum over the lanes, shifted left by the block significance; its last bit
/// weighs 2^(E - 28) before the shift, times the unit of the weight format (2^-1 for floating point).
/// </para>
/// <para>
/// <b>Group.</b> Accumulator = exact sum of accumulator and dot product, whichever has the larger exponent, rounded to
/// 15 significant bits, nearest, ties to even. Nothing else in a group rounds. A group starts from zero, which is never
/// negative. Range: <see cref="GroupAccumulator"/>.
/// </para>
/// <para>
/// <b>Dequantization.</b> Accumulator significand times the group scale, exact (one scale bit a cycle: 8 for an INT8
/// magnitude, 11 for an FP16 significand), rounded once to 21 significant bits, nearest, ties to even; that is always a
/// binary32 number.
/// </para>
/// <para>
/// <b>Output.</b> The groups of a channel are added in order in binary32 from +0; the sum times the channel's FP16
/// scale is rounded to binary32 and then to FP16, all nearest, ties to even. FP16 overflow gives infinity.
/// </para>
/// <para>
/// <b>Error.</b> An aligned product is off by less than 2^(E - 28), but not at all in a lane with exponent E, so a dot
/// product of A active lanes is off by less than (A - 1) * 2^(E - 28 + bsig + unit), and each accumulation by at most
/// half a unit in the last of 15 bits of its result, 2^(x - 1) with x the new accumulator's exponent. A group's error
/// is at most the sum of these over its cycles, which a property test holds against exact integers.
/// </para>
/// </remarks>
public static class PeArithmetic
{
    public const int MaximumLanes = 32;

    /// <summary>Guard, round and sticky bit.</summary>
    public const int ExtraBits = 3;

    public const int DequantizedBits = 21;

    /// <summary>The maximum exponent of a cycle in which no lane has a term.</summary>
    public const int NoExponent = -1;

    /// <summary>Weight of an aligned significand's last bit at exponent 0.</summary>
    internal const int AlignedExponent = Fp16Fields.UnitExponent - ExtraBits;

    /// <summary>First stage: the largest lane exponent, 1 to 33, or <see cref="NoExponent"/>.</summary>
    public static int LargestExponent(ReadOnlySpan<Half> activations, ReadOnlySpan<Term> terms)
    {
        int largest = NoExponent;
        for (int lane = 0; lane < terms.Length; lane++)
        {
            if (terms[lane].Mantissa != 0)
            {
                largest = Math.Max(largest, Fp16Fields.Exponent(activations[lane]) + terms[lane].Exponent);
            }
        }

        return largest;
    }

    /// <summary>Second stage: align to the largest lane exponent, add up, shift by the block significance.</summary>
    /// <param name="unitExponent">What the last place of the weight format is worth, as a power of two.</param>
    public static DotProduct Multiply(
        ReadOnlySpan<Half> activations, ReadOnlySpan<Term> terms, int largestExponent, int unitExponent)
    {
        int sum = 0;
        for (int lane = 0; lane < terms.Length; lane++)
        {
            Term term = terms[lane];
            if (term.Mantissa != 0)
            {
                Half activation = activations[lane];
                int aligned = ShiftRightSticky(
                    Fp16Fields.Significand(activation) << ExtraBits,
                    largestExponent - Fp16Fields.Exponent(activation) - term.Exponent);
                sum += Half.IsNegative(activation) != term.IsNegative ? -aligned : aligned;
            }
        }

        return sum == 0
            ? default
            : new DotProduct(sum << terms[0].BlockSignificance, largestExponent + AlignedExponent + unitExponent);
    }

    /// <summary>Both stages.</summary>
    public static DotProduct Multiply(ReadOnlySpan<Half> activations, ReadOnlySpan<Term> terms, int unitExponent) =>
        Multiply(activations, terms, LargestExponent(activations, terms), unitExponent);

    /// <summary>A group's accumulator times its scale.</summary>
    public static float Dequantize(GroupAccumulator group, GroupScale scale) =>
        RoundDequantized((long)group.Significand * scale.Significand, group.Exponent + scale.Exponent);

    /// <summary>The rounding that ends dequantization: <c>product * 2^exponent</c> to 21 significant bits.</summary>
    public static float RoundDequantized(long product, int exponent)
    {
        (int significand, int rounded) = Rounding.ToSignificant(product, exponent, DequantizedBits);
        return (float)Math.ScaleB(significand, rounded);
    }

    /// <summary>A channel's sum times its scale, as it is written to the output buffer.</summary>
    public static Half Finish(float sum, Half channelScale) => (Half)(sum * (float)channelScale);

    private static int ShiftRightSticky(int value, int distance)
    {
        if (distance > 15)
        {
            return value == 0 ? 0 : 1;
        }

        int shifted = value >> distance;
        return shifted << distance == value ? shifted : shifted | 1;
    }
}
