namespace Accel.Arch.Designs.DspChain;

/// <summary>How several small products share the multiplier of one DSP slice.</summary>
/// <remarks>
/// <para>
/// One operand port holds P values, the other Q; the multiplier makes all P Q products at once, each in a lane of its
/// own of the sum. Values on the narrow port are <c>s</c> bits apart, those on the wide one <c>Q s</c>, so that
/// lanes are <c>s</c> bits apart. <c>s</c> is the largest with which both packed operands fit their ports, with the
/// borrow that lower values take from higher ones: packings are derived from port widths, not listed.
/// </para>
/// <para>
/// A lane is a signed field of s bits; the value above it has lent one if the field is negative, which is given back
/// when lanes are read. The top lane has what is left of the sum's width. Values are two's complement, activations
/// perhaps unsigned.
/// </para>
/// </remarks>
public readonly record struct DspPacking
{
    public DspPacking()
    {
    }

    public required DspPrimitive Primitive { get; init; }

    /// <summary>Bits of a weight in its lane, signed.</summary>
    public required int WeightBits { get; init; }

    /// <summary>Bits of an activation in its lane.</summary>
    public required int ActivationBits { get; init; }

    public bool SignedActivations { get; private init; } = true;

    /// <summary>Weights of one multiplication, of as many output channels.</summary>
    public required int Weights { get; init; }

    /// <summary>Activations of one multiplication, of as many tokens.</summary>
    public required int Activations { get; init; }

    /// <summary>Whether weights are on the wide port, behind the pre-adder.</summary>
    public required bool WeightsAreWide { get; init; }

    /// <summary>s: bits from one lane to the next.</summary>
    public required int Spacing { get; init; }

    /// <summary>
    /// Low bits of each upper lane that are computed again beside the slice; 0 where lanes have guard bits instead.
    /// </summary>
    public int TrackedBits { get; private init; }

    /// <summary>Products of one multiplication.</summary>
    public int Lanes => Weights * Activations;

    /// <summary>Bits that a product takes.</summary>
    public int ProductBits => WeightBits + ActivationBits;

    /// <summary>Bits of a lane beyond those of a product; negative where carries are tracked.</summary>
    public int GuardBits => Spacing - ProductBits;

    /// <summary>The bit at which the i-th weight is on its port.</summary>
    public int WeightOffset(int i) => i * (WeightsAreWide ? Spacing * Activations : Spacing);

    /// <summary>The bit at which the i-th activation is on its port.</summary>
    public int ActivationOffset(int i) => i * (WeightsAreWide ? Spacing : Spacing * Weights);

    /// <summary>The bit of the sum at which the lane of a weight and an activation begins.</summary>
    public int LaneOffset(int weight, int activation) => WeightOffset(weight) + ActivationOffset(activation);

    /// <summary>
    /// How many products of any values a lane sums up without touching the next; where carries are tracked, how many
    /// the top lane does, which has no lane above it to lend to.
    /// </summary>
    /// <param name="excludesMinimum">Whether weights leave out the most negative code.</param>
    public long MaximumSums(bool excludesMinimum) =>
        TrackedBits > 0 ? TopSums(excludesMinimum) : SumsWithin(Spacing, excludesMinimum);

    /// <summary>
    /// How many products of any values the top lane sums up in what is left of the sum's width above its offset.
    /// </summary>
    /// <remarks>Nothing adjusts the top lane: this bounds the slices of a chain under every overflow rule.</remarks>
    /// <inheritdoc cref="MaximumSums"/>
    public long TopSums(bool excludesMinimum) =>
        SumsWithin(Primitive.SumBits - LaneOffset(Weights - 1, Activations - 1), excludesMinimum);

    /// <summary>How many products of any values a signed field of so many bits sums up.</summary>
    private long SumsWithin(int bits, bool excludesMinimum)
    {
        (long least, long greatest) = ProductRange(WeightBits, ActivationBits, SignedActivations, excludesMinimum);
        long field = 1L << (bits - 1);
        return Math.Min((field - 1) / greatest, field / -least);
    }

    /// <summary>The least and the greatest product of a weight and an activation.</summary>
    /// <param name="weightBits">Bits of the weight, two or more, signed.</param>
    /// <param name="activationBits">Bits of the activation.</param>
    /// <param name="signedActivations">Whether activations are two's complement.</param>
    /// <param name="excludesMinimum">Whether weights leave out the most negative code.</param>
    public static (long Least, long Greatest) ProductRange(
        int weightBits, int activationBits, bool signedActivations, bool excludesMinimum)
    {
        long highWeight = (1L << (weightBits - 1)) - 1;
        long lowWeight = excludesMinimum ? -highWeight : -highWeight - 1;
        (long low, long high) = signedActivations
            ? (-(1L << (activationBits - 1)), (1L << (activationBits - 1)) - 1)
            : (0, (1L << activationBits) - 1);
        return (Math.Min(lowWeight * high, highWeight * low), Math.Max(lowWeight * low, highWeight * high));
    }

    /// <summary>
    /// The packing of so many weights and activations, on the ports that leave lanes widest; null when they do not fit.
    /// </summary>
    /// <param name="signedActivations">Whether activations are two's complement.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is not 2 to 8, or a count not positive.</exception>
    public static DspPacking? Derive(DspPrimitive primitive, int weightBits, int activationBits, int weights,
        int activations, bool signedActivations = true)
    {
        DspPacking? wide = Derive(primitive, weightBits, activationBits, weights, activations, signedActivations, true);
        DspPacking? narrow =
            Derive(primitive, weightBits, activationBits, weights, activations, signedActivations, false);
        return Wider(wide, narrow);
    }

    /// <summary>The same with weights on the wide port, or on the narrow one.</summary>
    /// <inheritdoc cref="Derive(DspPrimitive, int, int, int, int, bool)"/>
    public static DspPacking? Derive(DspPrimitive primitive, int weightBits, int activationBits, int weights,
        int activations, bool signedActivations, bool weightsAreWide)
    {
        DspPacking? packing = Place(
            primitive, weightBits, activationBits, weights, activations, signedActivations, weightsAreWide);
        return packing?.MaximumSums(excludesMinimum: true) < 1 ? null : packing;
    }

    /// <summary>
    /// The same without guard bits: as many low bits are tracked as a product is wider than the spacing, and one more;
    /// null as well where a lane has fewer bits than that.
    /// </summary>
    /// <remarks>
    /// Source: FINN's matrix-vector unit tracks two. t bits are enough for products at most t - 1 bits wider than the
    /// spacing: extreme products, with those of the lanes below, then carry no more than t signed bits say.
    /// </remarks>
    /// <inheritdoc cref="Derive(DspPrimitive, int, int, int, int, bool)"/>
    public static DspPacking? DeriveTracked(DspPrimitive primitive, int weightBits, int activationBits, int weights,
        int activations, bool signedActivations = true)
    {
        DspPacking? wide = Place(primitive, weightBits, activationBits, weights, activations, signedActivations, true);
        DspPacking? narrow =
            Place(primitive, weightBits, activationBits, weights, activations, signedActivations, false);
        if (Wider(wide, narrow) is not { } best)
        {
            return null;
        }

        int tracked = best.Lanes == 1 ? 0 : Math.Max(MinimumTracked, 1 - best.GuardBits);
        return tracked > best.Spacing ? null : best with { TrackedBits = tracked };
    }

    /// <summary>The fewest low bits that a tracker computes again.</summary>
    public const int MinimumTracked = 2;

    private static DspPacking? Wider(DspPacking? wide, DspPacking? narrow) =>
        wide is null ? narrow : narrow is null || wide.Value.Spacing >= narrow.Value.Spacing ? wide : narrow;

    private static DspPacking? Place(DspPrimitive primitive, int weightBits, int activationBits, int weights,
        int activations, bool signedActivations, bool weightsAreWide)
    {
        ArgumentNullException.ThrowIfNull(primitive);
        CheckWidth(weightBits, nameof(weightBits));
        CheckWidth(activationBits, nameof(activationBits));
        ArgumentOutOfRangeException.ThrowIfLessThan(weights, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(activations, 1);
        int port = weightsAreWide ? primitive.WideBits : primitive.NarrowBits;
        int weightTop = TopOffset(port, weightBits, weights, isSigned: true);
        port = weightsAreWide ? primitive.NarrowBits : primitive.WideBits;
        int activationTop = TopOffset(port, activationBits, activations, signedActivations);
        if (weightTop < 0 || activationTop < 0)
        {
            return null;
        }

        int spacing = SpacingOf(primitive, weightsAreWide, weightTop, weights, activationTop, activations);
        int apart = weightsAreWide ? spacing : spacing * weights;
        if (!signedActivations && activations > 1 && apart < activationBits)
        {
            // Unsigned values closer than they are wide add up to one bit more.
            spacing = SpacingOf(primitive, weightsAreWide, weightTop, weights, activationTop - 1, activations);
        }

        return spacing < 1 ? null : new DspPacking
        {
            Primitive = primitive, WeightBits = weightBits, ActivationBits = activationBits,
            SignedActivations = signedActivations, Weights = weights, Activations = activations,
            WeightsAreWide = weightsAreWide, Spacing = spacing,
        };
    }

    /// <summary>Bits between lanes, with the top values on their ports no higher than said.</summary>
    /// <remarks>The wide port's values are as many lanes apart as the narrow port has values.</remarks>
    private static int SpacingOf(
        DspPrimitive primitive, bool weightsAreWide, int weightTop, int weights, int activationTop, int activations)
    {
        (int wideTop, int wide, int narrowTop, int narrow) = weightsAreWide
            ? (weightTop, weights, activationTop, activations)
            : (activationTop, activations, weightTop, weights);
        return Math.Min(
            wide == 1 ? primitive.SumBits : wideTop / (wide - 1) / narrow,
            narrow == 1 ? primitive.SumBits : narrowTop / (narrow - 1));
    }

    /// <summary>The highest bit at which the top one of several values may be so that all fit; -1 if none.</summary>
    /// <remarks>
    /// The lower values together are less than one at the top's place, but more than none: a top of the most negative
    /// value must leave one bit for what they borrow.
    /// </remarks>
    private static int TopOffset(int portBits, int valueBits, int count, bool isSigned)
    {
        int needed = valueBits + (isSigned ? 0 : 1);
        return needed > portBits ? -1 : portBits - needed - (count > 1 && isSigned ? 1 : 0);
    }

    private static void CheckWidth(int bits, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 2, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 8, name);
    }
}
