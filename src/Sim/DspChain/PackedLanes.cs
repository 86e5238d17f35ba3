using Accel.Arch.Designs.DspChain;

namespace Accel.Sim.DspChain;

/// <summary>Packs small integers into the operands of one multiplication, and reads products out of a sum.</summary>
/// <remarks>
/// <para>
/// Values are added at the bits of their lanes, as signed numbers: a negative one borrows from those above. One or two
/// values on the wide port go to A and D, added by the pre-adder. More go without their signs to D, and their sign bits
/// to A, subtracted: each port is then a joining of bits, without an adder in front of the slice, as in FINN's
/// matrix-vector unit. Values without signs go to D alone.
/// </para>
/// <para>
/// A sum is read from the lowest lane: its field of bits is a signed number, and what it borrowed is given back to the
/// lanes above. That is exact while every lower lane is within its field; the top lane has what is left of the word.
/// </para>
/// <para>Weights and activations are in their ranges (not checked). Lanes are numbered weight by weight.</para>
/// </remarks>
public static class PackedLanes
{
    /// <summary>The operands that multiply all weights by all activations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many values as the packing has.</exception>
    public static PackedOperands Pack(
        in DspPacking packing, ReadOnlySpan<int> weights, ReadOnlySpan<int> activations)
    {
        ReadOnlySpan<int> wide = packing.WeightsAreWide ? weights : activations;
        long b = packing.WeightsAreWide
            ? ActivationWord(packing, activations)
            : WeightWord(packing, weights);
        ArgumentOutOfRangeException.ThrowIfNotEqual(
            wide.Length, packing.WeightsAreWide ? packing.Weights : packing.Activations, nameof(weights));
        Span<int> offsets = stackalloc int[wide.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            offsets[i] = packing.WeightsAreWide ? packing.WeightOffset(i) : packing.ActivationOffset(i);
        }

        return packing.WeightsAreWide
            ? Pack(wide, offsets, packing.WeightBits, isSigned: true, b)
            : Pack(wide, offsets, packing.ActivationBits, packing.SignedActivations, b);
    }

    /// <inheritdoc cref="Pack(in DspPacking, ReadOnlySpan{int}, ReadOnlySpan{int})"/>
    public static PackedOperands Pack(LaneLayout layout, ReadOnlySpan<int> weights, ReadOnlySpan<int> activations)
    {
        ArgumentNullException.ThrowIfNull(layout);
        SliceMode mode = layout.Mode;
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, mode.Weights, nameof(weights));
        ArgumentOutOfRangeException.ThrowIfNotEqual(activations.Length, mode.Activations, nameof(activations));
        return layout.WeightsAreWide
            ? Pack(weights, layout.WeightOffsets, mode.WeightBits, isSigned: true,
                Word(activations, layout.ActivationOffsets))
            : Pack(activations, layout.ActivationOffsets, mode.ActivationBits, layout.SignedActivations,
                Word(weights, layout.WeightOffsets));
    }

    /// <summary>The operand of weights alone, as a number: times that of activations it is all products.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many weights as the packing has.</exception>
    public static long WeightWord(in DspPacking packing, ReadOnlySpan<int> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, packing.Weights, nameof(weights));
        long word = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            word += (long)weights[i] << packing.WeightOffset(i);
        }

        return word;
    }

    /// <summary>The operand of activations alone, as a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many activations as the packing has.</exception>
    public static long ActivationWord(in DspPacking packing, ReadOnlySpan<int> activations)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(activations.Length, packing.Activations, nameof(activations));
        long word = 0;
        for (int i = 0; i < activations.Length; i++)
        {
            word += (long)activations[i] << packing.ActivationOffset(i);
        }

        return word;
    }

    /// <summary>Reads the lanes of a sum.</summary>
    /// <remarks>
    /// Half a field is added to every lower lane, so that none is negative and none borrows; fields are then read
    /// independently, and the halves taken off. Equal to <see cref="UnpackInOrder"/> for every word.
    /// </remarks>
    /// <param name="sum">A signed word of the slice's accumulator.</param>
    /// <param name="lanes">Receives [weights x activations] sums.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is not room for exactly all lanes.</exception>
    public static void Unpack(long sum, in DspPacking packing, Span<long> lanes) =>
        Unpack(new ReadOnlySpan<long>(in sum), packing, lanes);

    /// <summary>Reads the lanes of several sums.</summary>
    /// <param name="lanes">Receives [words x weights x activations] sums.</param>
    /// <inheritdoc cref="Unpack(long, in DspPacking, Span{long})"/>
    public static void Unpack(ReadOnlySpan<long> words, in DspPacking packing, Span<long> lanes)
    {
        int count = packing.Lanes;
        ArgumentOutOfRangeException.ThrowIfNotEqual(lanes.Length, count * words.Length, nameof(lanes));
        int spacing = packing.Spacing;
        long half = 1L << (spacing - 1);
        long mask = (1L << spacing) - 1;
        long halves = Halves(half, spacing, count);
        for (int place = 0; place < count; place++)
        {
            // Where activations are on the wide port, neighbouring lanes are of neighbouring weights.
            int lane = packing.WeightsAreWide ? place
                : (place % packing.Weights * packing.Activations) + (place / packing.Weights);
            int offset = place * spacing;
            bool isTop = place == count - 1;
            for (int i = 0, at = lane; i < words.Length; i++, at += count)
            {
                long field = unchecked(words[i] + halves) >> offset;
                lanes[at] = isTop ? field : (field & mask) - half;
            }
        }
    }

    /// <summary>The same, lane after lane, for any layout: what reading means.</summary>
    /// <inheritdoc cref="Unpack(long, in DspPacking, Span{long})"/>
    public static void UnpackInOrder(long sum, LaneLayout layout, Span<long> lanes)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfNotEqual(lanes.Length, layout.Lanes, nameof(lanes));
        ReadOnlySpan<int> offsets = layout.Offsets;
        for (int i = 0; i < lanes.Length - 1; i++)
        {
            int width = offsets[i + 1] - offsets[i];
            long field = SignExtend(sum, width);
            lanes[layout.Order[i]] = field;
            sum = (sum - field) >> width;
        }

        lanes[layout.Order[^1]] = sum;
    }

    /// <summary>Half a field in every lower lane.</summary>
    internal static long Halves(long half, int spacing, int lanes)
    {
        long halves = 0;
        for (int i = 0; i < lanes - 1; i++)
        {
            halves = (halves << spacing) + half;
        }

        return halves;
    }

    /// <summary>A value's low bits, as a signed number.</summary>
    internal static long SignExtend(long value, int bits) => (value << (64 - bits)) >> (64 - bits);

    private static long Word(ReadOnlySpan<int> values, ReadOnlySpan<int> offsets)
    {
        long word = 0;
        for (int i = 0; i < values.Length; i++)
        {
            word += (long)values[i] << offsets[i];
        }

        return word;
    }

    private static PackedOperands Pack(
        ReadOnlySpan<int> wide, ReadOnlySpan<int> wideOffsets, int bits, bool isSigned, long b)
    {
        if (wide.Length <= 2)
        {
            return new PackedOperands(
                wide.Length == 2 ? (long)wide[1] << wideOffsets[1] : 0, wide[0], Subtracts: false, b);
        }

        (long d, long a) = (0, 0);
        int magnitude = isSigned ? bits - 1 : bits;
        for (int i = 0; i < wide.Length; i++)
        {
            d += (wide[i] & ((1L << magnitude) - 1)) << wideOffsets[i];
            a += (wide[i] < 0 ? 1L : 0) << (wideOffsets[i] + magnitude);
        }

        return new PackedOperands(d, a, Subtracts: true, b);
    }
}
