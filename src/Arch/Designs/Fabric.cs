using Accel.Arch.Formats;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;

namespace Accel.Arch.Designs;

/// <summary>The compute part of a design: one record for each family.</summary>
public abstract record Fabric
{
    /// <summary>The family's name in YAML: <c>bit-serial</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Why the fabric cannot multiply these formats, or null when it can; sparsity is another
    /// question.</summary>
    public abstract string? WhyNot(TensorFormat weights, TensorFormat activations);

    /// <summary>
    /// Why the fabric cannot make use of the sparsity of weights, or null when it can; asked of sparse formats only.
    /// </summary>
    public virtual string? WhyNotSparse(TensorFormat weights) =>
        $"a {Kind} fabric multiplies dense weights only, not {weights}";

    /// <summary>Why the fabric cannot multiply weights, dense or sparse, by activations, or null when it can.</summary>
    public string? WhyNotWeights(TensorFormat weights, TensorFormat activations) =>
        (weights.Sparsity is null ? null : WhyNotSparse(weights)) ?? WhyNot(weights, activations);

    /// <summary>Why keys and values of this format cannot be multiplied in attention, or null when they can.</summary>
    public virtual string? WhyNotCache(TensorFormat kvCache, TensorFormat activations) => WhyNot(kvCache, activations);

    /// <summary>Why the fabric cannot be built in a technology whatever its prices, or null when it can.</summary>
    public virtual string? WhyNotOn(Technology technology) => technology.Device is null
        ? null
        : $"what a {Kind} fabric takes of an FPGA is not known; name a technology instead of a device";

    /// <summary>
    /// Why the fabric, which can multiply both weights and KV cache by the activations, cannot be built for both; null
    /// when it can.
    /// </summary>
    public virtual string? WhyNotTogether(Precision precision) => null;

    /// <summary>
    /// Whether units of its own normalize attention's scores on their way, so that softmax takes no time.
    /// </summary>
    public virtual bool FusesSoftmax => false;

    /// <summary>
    /// Share of the peak DRAM bandwidth that the fabric reaches for weights, where its way to DRAM decides that; null
    /// where the design or the technology does.
    /// </summary>
    public virtual double? DramEfficiency => null;

    /// <summary>The same of its slowest transfers.</summary>
    public virtual double? LeastDramEfficiency => DramEfficiency;

    /// <summary>What a reader of a design's figures must know of the fabric's constants, one sentence each.</summary>
    public virtual IReadOnlyList<string> Assumptions => [];

    /// <summary>
    /// Whether prefill's attention can leave out the tiles that a block mask leaves out; otherwise all are computed.
    /// </summary>
    public virtual bool TakesAttentionMasks => false;

    /// <summary>Formats for a single matrix product when neither a workload nor the design names any.</summary>
    public abstract Precision DefaultPrecision { get; }

    /// <summary>Component kinds that a technology must price for this fabric.</summary>
    public abstract IReadOnlyList<string> RequiredPrices { get; }

    /// <summary>Whether a kind is a price that the fabric names itself, which no structure stands for.</summary>
    public virtual bool HasOwnPrice(string kind) => false;

    /// <summary>
    /// What of a precision its prices depend on, beside the widths of its ports; equal when they are equal.
    /// </summary>
    /// <remarks>Asked for every design point of a sweep: allocates nothing.</remarks>
    public abstract long PriceKey(Precision precision);

    /// <summary>What a result may lose beyond rounding to formats, for sums of K products; null when nothing.</summary>
    public virtual string? Caveat(TensorFormat weights, TensorFormat activations, long k) => null;

    /// <summary>Multiply-accumulates of one cycle when nothing stalls; only for formats it can compute.</summary>
    /// <remarks>Products with weights that a sparse format drops count as done.</remarks>
    public abstract double PeakMacsPerCycle(TensorFormat weights, TensorFormat activations);

    /// <summary>Width of the weight buffer's port that feeds the fabric without a stall, in bits.</summary>
    public abstract long WeightPortBits(TensorFormat weights);

    /// <summary>Width of the activation buffer's port that feeds the fabric without a stall, in bits.</summary>
    public abstract long ActivationPortBits(TensorFormat activations);
}
