using Accel.Arch.Formats;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;

namespace Accel.Arch.Designs.TableLookup;

/// <summary>A table-lookup engine for ternary weights on an FPGA (TeLLMe, arXiv 2504.16266 and 2510.15926).</summary>
/// <remarks>
/// T tables hold the sums of G activations each with all their ternary weights; Q output channels look up all T tables
/// in a cycle, so that T G Q weights are multiplied a cycle, or every so many cycles (<see cref="Interval"/>).
/// Activations are INT8, sums INT32.
/// </remarks>
public sealed record TableLookupFabric : Fabric
{
    public const string KindName = "table-lookup";

    /// <summary>The longest group: 3^5 = 243 sums.</summary>
    public const int MaximumGroup = 5;

    public override string Kind => KindName;

    /// <summary>G: ternary weights that one lookup covers.</summary>
    public int Group { get; init; } = 3;

    /// <summary>T: tables along the reduction.</summary>
    public int Tables { get; init; } = 28;

    /// <summary>Q: output channels that look up in a cycle.</summary>
    public int Lookups { get; init; } = 8;

    /// <summary>Cycles from one lookup of a table to the next; 1 is a pipeline that never waits.</summary>
    public int Interval { get; init; } = 1;

    public LookupVariant Variant { get; init; } = LookupVariant.Full;

    /// <summary>Whether the next tables are built while the present ones are read.</summary>
    public bool OverlapsBuild { get; init; } = true;

    /// <summary>Whether the next matrix is loaded into the weight buffer while the present one is multiplied.</summary>
    public bool OverlapsLoad { get; init; }

    public AttentionUnit Attention { get; init; } = new();

    /// <summary>Bits of a group's index: those of 3^G - 1.</summary>
    public int IndexBits => IndexBitsOf(Group);

    /// <summary>Bits of an index vector: one index for each table.</summary>
    public int VectorBits => Tables * IndexBits;

    /// <summary>Activations that one step along the reduction takes.</summary>
    public int StepWidth => Tables * Group;

    /// <summary>Index bits of a group of so many trits.</summary>
    public static int IndexBitsOf(int group) => (int)Math.Ceiling(group * Math.Log2(3));

    /// <inheritdoc/>
    public override Precision DefaultPrecision { get; } =
        new(TensorFormat.Parse("ternary"), TensorFormat.Parse("int8"), TensorFormat.Parse("fp16"));

    /// <inheritdoc/>
    /// <remarks>The attention units keep running maxima and denominators (online softmax).</remarks>
    public override bool FusesSoftmax => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> RequiredPrices => [];

    /// <inheritdoc/>
    public override string? WhyNotOn(Technology technology) => technology.Device is null
        ? "a table-lookup fabric is built in an FPGA: name a device instead of a technology"
        : null;

    /// <inheritdoc/>
    public override string? WhyNot(TensorFormat weights, TensorFormat activations) =>
        activations.Element.Name != "int8" || activations.GroupSize > 0
            ? $"table lookup adds int8 activations with one scale a token, not {activations}"
        : weights.Element.Name != "ternary" || weights.GroupSize > 0
            ? $"table lookup multiplies ternary weights with one scale a channel, not {weights}"
        : null;

    /// <inheritdoc/>
    /// <remarks>The attention units multiply keys and values, in floating point.</remarks>
    public override string? WhyNotCache(TensorFormat kvCache, TensorFormat activations) =>
        kvCache.Element.Name is "fp16" or "int8" && kvCache.GroupSize == 0
            ? null
            : $"the attention units take keys and values of fp16 or int8, not {kvCache}";

    /// <inheritdoc/>
    public override double PeakMacsPerCycle(TensorFormat weights, TensorFormat activations) =>
        weights.Element.Name == "ternary" ? (double)StepWidth * Lookups / Interval : Attention.PeakMacsPerCycle;

    /// <inheritdoc/>
    public override long PriceKey(Precision precision) => 0;

    /// <inheritdoc/>
    public override long WeightPortBits(TensorFormat weights) => (long)VectorBits * Lookups;

    /// <inheritdoc/>
    public override long ActivationPortBits(TensorFormat activations) => StepWidth * 8L;
}
