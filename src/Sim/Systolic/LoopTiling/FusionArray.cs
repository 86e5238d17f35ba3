using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;

namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>What simulators of BitFusion's line know of an accelerator.</summary>
/// <param name="Rows">PEs along the rows, at their widest operands (N in the simulators).</param>
/// <param name="Columns">PEs along the columns (M in the simulators).</param>
/// <param name="MaximumBits">The widest operand of a PE.</param>
/// <param name="MinimumBits">The operand width below which nothing is gained.</param>
/// <param name="IsWeightStationary">Whether weights stay in the PEs; otherwise outputs do.</param>
/// <param name="WeightSramBits">The weight buffer, both halves.</param>
/// <param name="ActivationSramBits">The activation buffer, both halves.</param>
/// <param name="OutputSramBits">The output buffer, both halves.</param>
/// <param name="BitsPerCycle">What DRAM moves in a cycle, at its peak.</param>
public readonly record struct FusionArray(
    long Rows, long Columns, int MaximumBits, int MinimumBits, bool IsWeightStationary, long WeightSramBits,
    long ActivationSramBits, long OutputSramBits, double BitsPerCycle)
{
    /// <summary>The array of a design with a <see cref="SystolicFabric"/>.</summary>
    public static FusionArray Of(Design design)
    {
        var fabric = (SystolicFabric)design.Fabric;
        return new FusionArray(
            fabric.Rows, fabric.Columns, fabric.Bits, fabric.MinimumBits,
            fabric.Dataflow == Dataflow.WeightStationary,
            design.Buffers.Weights.Count, design.Buffers.Activations.Count, design.Buffers.Outputs.Count,
            design.Dram.Bandwidth.Value * 8 / design.Clock.Value);
    }

    /// <summary>How many operands of a width a PE takes side by side; at least one, however wide.</summary>
    public int Factor(int bits) => Math.Max(1, MaximumBits / Math.Max(bits, MinimumBits));

    /// <summary>Whole cycles in which DRAM moves this many bits.</summary>
    public long Cycles(long bits) => (long)Math.Ceiling(bits / BitsPerCycle);
}
