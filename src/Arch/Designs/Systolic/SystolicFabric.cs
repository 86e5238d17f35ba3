using System.Collections.Concurrent;
using System.Globalization;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;

namespace Accel.Arch.Designs.Systolic;

/// <summary>A systolic array: operands enter at two edges, skewed, and travel one PE a cycle.</summary>
/// <remarks>
/// Rows and columns count PEs at their widest operands. Where <see cref="MinimumBits"/> is less than
/// <see cref="Bits"/>, a PE is a square of narrower ones that are fused for wide operands and taken apart for narrow
/// ones (BitFusion, ISCA 2018; ANT, MICRO 2022; OliVe, ISCA 2023): 32 x 32 PEs of 8 bits are 64 x 64 of 4.
/// </remarks>
public sealed record SystolicFabric : Fabric
{
    public const string KindName = "systolic";

    public override string Kind => KindName;

    /// <summary>PEs along the rows: tokens (output-stationary) or K (weight- and input-stationary).</summary>
    public int Rows { get; init; } = 32;

    /// <summary>PEs along the columns: output channels (output- and weight-stationary) or tokens.</summary>
    public int Columns { get; init; } = 32;

    public Dataflow Dataflow { get; init; } = Dataflow.OutputStationary;

    /// <summary>What the PEs are; null takes the cheapest that multiplies the formats exactly.</summary>
    public SystolicPe? Pe { get; init; }

    /// <summary>The component kind that prices the PE, where a technology knows several; null takes its own.</summary>
    public string? PePrice { get; init; }

    /// <summary>The widest operand of a PE in bits, 2 to 16.</summary>
    public int Bits { get; init; } = 8;

    /// <summary>The operand width down to which a PE is taken apart; null for one that is not.</summary>
    public int? SplitTo { get; init; }

    /// <summary>The operand width of the narrowest PEs there are.</summary>
    public int MinimumBits => SplitTo ?? Bits;

    /// <summary>Bits of an integer accumulator, its sign included. Floating-point PEs accumulate in binary32.</summary>
    public int AccumulatorBits { get; init; } = 32;

    public AccumulatorOverflow Overflow { get; init; } = AccumulatorOverflow.Wrap;

    /// <inheritdoc/>
    public override Precision DefaultPrecision => Pe switch
    {
        SystolicPe.FloatingPoint or SystolicPe.LMul => Bits >= 16 ? All("fp16") : All("fp8-e4m3"),
        SystolicPe.Ternary => new(TensorFormat.Parse("ternary"), Integer, TensorFormat.Parse("ternary")),
        SystolicPe.Shift => new(TensorFormat.Parse("pot4"), Integer, TensorFormat.Parse("pot4")),
        _ => new(Integer, Integer, Integer),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> RequiredPrices => PricesOf.GetOrAdd((Pe, PePrice, Bits, MinimumBits),
        static key => [.. PricesFor(key.Pe, key.Price, key.Bits, key.MinimumBits)]);

    /// <inheritdoc/>
    public override bool HasOwnPrice(string kind) => kind == PePrice;

    /// <inheritdoc/>
    /// <remarks>The PE, the decoders, and the shapes that the formats take it apart to.</remarks>
    public override long PriceKey(Precision precision)
    {
        NumberFormat weights = precision.Weights.Element;
        NumberFormat activations = precision.Activations.Element;
        NumberFormat cache = precision.KvCache.Element;
        (int rows, int columns) = ShapeFor(weights, activations);

        // No side is longer than 2^15 narrow PEs, so that each takes 16 bits; then 3 bits of PE, 2 of each decoder.
        long key = (long)rows << 16 | (uint)columns;
        key = key << 16 | (uint)WeightLanes(cache, activations);
        key = key << 3 | (uint)PeOf(precision);
        key = key << 2 | DecoderKey(weights);
        key = key << 2 | DecoderKey(activations);
        return key << 2 | DecoderKey(cache);
    }

    private static uint DecoderKey(NumberFormat format) =>
        !ComponentKinds.NeedsDecoder(format) ? 0u : !format.IsPaired ? 1 : format.Bits > 4 ? 3u : 2;

    /// <summary>Asked for every design point of a sweep, so each list is kept.</summary>
    private static ConcurrentDictionary<(SystolicPe? Pe, string? Price, int Bits, int MinimumBits), string[]> PricesOf
    {
        get;
    } = new();

    /// <summary>Narrow PEs that one wide one is taken apart into, along each side.</summary>
    public int Splits => Bits / MinimumBits;

    /// <summary>Narrow PEs in all.</summary>
    public long Pes => (long)Rows * Columns * Splits * Splits;

    private TensorFormat Integer => new(
        new IntegerFormat(Bits is > 8 and < 16 ? 8 : Bits, IntegerKind.Signed), 0, ScaleFormat.Fp16);

    /// <inheritdoc/>
    public override string? WhyNot(TensorFormat weights, TensorFormat activations)
    {
        if (weights.GroupSize > 0 || activations.GroupSize > 0)
        {
            TensorFormat grouped = weights.GroupSize > 0 ? weights : activations;
            return $"a systolic array adds up all of K before it scales, so that {grouped} cannot have groups";
        }

        if (Pe is { } pe)
        {
            return OperandRules.WhyNot(pe, Bits, weights.Element, activations.Element) is { } reason
                ? $"the {PeNames.Of(pe)} PE cannot multiply {weights} weights by {activations} activations: {reason}"
                : null;
        }

        return Chosen(weights, activations, cache: null) is null
            ? $"no {CandidateName} multiplies {weights} weights by {activations} activations exactly"
            : null;
    }

    /// <inheritdoc/>
    public override string? WhyNotTogether(Precision precision) =>
        (Pe ?? Chosen(precision.Weights, precision.Activations, precision.KvCache)) is null
            ? $"no {CandidateName} multiplies both {precision.Weights} weights and the KV cache's "
                + $"{precision.KvCache} by {precision.Activations} activations"
            : null;

    /// <summary>The PE that a precision needs: the design's, or the cheapest for both weights and KV cache.</summary>
    /// <remarks>A KV cache that none multiplies beside the weights does not count: no attention can run then.</remarks>
    /// <exception cref="ArgumentException">No PE multiplies the weights.</exception>
    public SystolicPe PeOf(Precision precision) =>
        Pe ?? Chosen(precision.Weights, precision.Activations, precision.KvCache)
            ?? PeOf(precision.Weights, precision.Activations);

    /// <summary>The PE that a product in two formats needs: the design's, or the cheapest.</summary>
    /// <exception cref="ArgumentException">No PE multiplies them.</exception>
    public SystolicPe PeOf(TensorFormat weights, TensorFormat activations) =>
        Pe ?? Chosen(weights, activations, cache: null)
            ?? throw new ArgumentException($"no PE multiplies {weights} by {activations}", nameof(weights));

    /// <summary>How many operands of each kind a PE multiplies side by side when it is taken apart.</summary>
    /// <remarks>1 and 1 unless both operands are integers, or pairs of exponent and integer.</remarks>
    public (int Activations, int Weights) SplitOf(NumberFormat weights, NumberFormat activations) =>
        Splits > 1 && OperandRules.IsPair(weights, Bits) && OperandRules.IsPair(activations, Bits)
            ? (SplitOf(activations), SplitOf(weights))
            : (1, 1);

    /// <summary>The array as it is for two formats, with PEs taken apart as far as the operands let them.</summary>
    public (int Rows, int Columns) ShapeFor(NumberFormat weights, NumberFormat activations)
    {
        (int ofActivations, int ofWeights) = SplitOf(weights, activations);
        return Dataflow == Dataflow.InputStationary
            ? (Rows * ofWeights, Columns * ofActivations)
            : (Rows * ofActivations, Columns * ofWeights);
    }

    /// <summary>Weights that enter side by side, by PEs taken apart as far as two formats let them.</summary>
    public int WeightLanes(NumberFormat weights, NumberFormat activations)
    {
        (int rows, int columns) = ShapeFor(weights, activations);
        return Dataflow == Dataflow.InputStationary ? rows : columns;
    }

    /// <summary>Activations that enter side by side, likewise.</summary>
    public int ActivationLanes(NumberFormat weights, NumberFormat activations)
    {
        (int rows, int columns) = ShapeFor(weights, activations);
        return Dataflow == Dataflow.InputStationary ? columns : rows;
    }

    /// <summary>Narrow PEs that one multiplication of two formats occupies.</summary>
    public int PesPerMac(NumberFormat weights, NumberFormat activations)
    {
        (int ofActivations, int ofWeights) = SplitOf(weights, activations);
        return Splits * Splits / (ofActivations * ofWeights);
    }

    /// <inheritdoc/>
    public override string? Caveat(TensorFormat weights, TensorFormat activations, long k)
    {
        if (Pe == SystolicPe.LMul)
        {
            return "L-Mul adds mantissas instead of multiplying them: products are approximations";
        }

        // Some floating-point formats are multiples of a unit too, but their PEs add up in binary32.
        if ((Pe ?? Chosen(weights, activations, cache: null)) is null or SystolicPe.FloatingPoint
            || FixedPointValues.Of(weights.Element) is not { } left
            || FixedPointValues.Of(activations.Element) is not { } right)
        {
            return null;
        }

        double largest = (double)left.LargestUnits * right.LargestUnits * k;
        int needed = Math.ILogB(largest) + 2;
        return needed <= AccumulatorBits ? null : string.Create(CultureInfo.InvariantCulture,
            $"sums of {k} products of {weights} and {activations} may need {needed} bits, and accumulators of "
            + $"{AccumulatorBits} {(Overflow == AccumulatorOverflow.Wrap ? "wrap" : "saturate")}");
    }

    /// <inheritdoc/>
    public override double PeakMacsPerCycle(TensorFormat weights, TensorFormat activations)
    {
        (int rows, int columns) = ShapeFor(weights.Element, activations.Element);
        return (double)rows * columns;
    }

    /// <inheritdoc/>
    public override long WeightPortBits(TensorFormat weights) => Math.Max(8, (long)Math.Ceiling(
        weights.Element.Bits * SplitOf(weights.Element) * (Dataflow == Dataflow.InputStationary ? Rows : Columns)));

    /// <inheritdoc/>
    public override long ActivationPortBits(TensorFormat activations) => Math.Max(8, (long)Math.Ceiling(
        activations.Element.Bits * SplitOf(activations.Element)
            * (Dataflow == Dataflow.InputStationary ? Columns : Rows)));

    /// <summary>The component kind that prices a PE: <c>pe-integer-8</c>, <c>pe-exponent-integer-4</c>.</summary>
    /// <remarks>The width is that of the narrow PEs, so that a fused one is priced as four.</remarks>
    public string PeKind(SystolicPe pe) => PePrice ?? PeNames.Kind(pe, WidthOf(pe, Bits, MinimumBits));

    /// <summary>Operands side by side, each of which takes whole narrow PEs.</summary>
    private int SplitOf(NumberFormat format)
    {
        int pesOfOperand = ((int)Math.Ceiling(format.Bits) + MinimumBits - 1) / MinimumBits;
        return Math.Max(1, Splits / pesOfOperand);
    }

    private string CandidateName => Splits > 1 ? $"PE of {Bits} bits that can be taken apart" : $"PE of {Bits} bits";

    /// <summary>The cheapest PE that multiplies the weights, and a cache if one is given, by the activations.</summary>
    private SystolicPe? Chosen(TensorFormat weights, TensorFormat activations, TensorFormat? cache)
    {
        (SystolicPe first, SystolicPe last) = Range(Bits, MinimumBits);
        for (SystolicPe pe = first; pe <= last; pe++)
        {
            if (OperandRules.WhyNot(pe, Bits, weights.Element, activations.Element) is null
                && (cache is null || OperandRules.WhyNot(pe, Bits, cache.Element, activations.Element) is null))
            {
                return pe;
            }
        }

        return null;
    }

    private static Precision All(string format)
    {
        TensorFormat all = TensorFormat.Parse(format);
        return new Precision(all, all, all);
    }

    /// <summary>What may be chosen for formats. A PE that can be taken apart multiplies integers or pairs.</summary>
    private static (SystolicPe First, SystolicPe Last) Range(int bits, int minimumBits) =>
        minimumBits < bits ? (SystolicPe.Integer, SystolicPe.ExponentInteger)
        : bits < PeNames.NarrowestFloat ? (SystolicPe.Ternary, SystolicPe.ExponentInteger)
        : (SystolicPe.Ternary, SystolicPe.FloatingPoint);

    private static IEnumerable<SystolicPe> Candidates(int bits, int minimumBits)
    {
        (SystolicPe first, SystolicPe last) = Range(bits, minimumBits);
        return Enum.GetValues<SystolicPe>().Where(pe => pe >= first && pe <= last);
    }

    private static int WidthOf(SystolicPe pe, int bits, int minimumBits) =>
        pe is SystolicPe.Integer or SystolicPe.ExponentInteger ? minimumBits : bits;

    private static IEnumerable<string> PricesFor(SystolicPe? pe, string? price, int bits, int minimumBits)
    {
        SystolicPe[] kinds = pe is { } own ? [own] : [.. Candidates(bits, minimumBits)];
        foreach (SystolicPe kind in kinds)
        {
            yield return price ?? PeNames.Kind(kind, WidthOf(kind, bits, minimumBits));
        }

        if (minimumBits < bits)
        {
            yield return ComponentKinds.FusionAdder;
        }

        if (kinds.Any(kind => kind is SystolicPe.Shift or SystolicPe.ExponentInteger or SystolicPe.Ternary))
        {
            foreach (string decoder in ComponentKinds.Decoders)
            {
                yield return decoder;
            }
        }
        else if (kinds.Contains(SystolicPe.Integer))
        {
            // Of formats that need a decoder an integer PE takes ternary weights.
            yield return ComponentKinds.ValueDecoder;
        }

        yield return ComponentKinds.Accumulator(isFloating: false);
        yield return ComponentKinds.Accumulator(isFloating: true);
    }
}
