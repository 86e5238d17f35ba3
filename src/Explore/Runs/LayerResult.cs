using Accel.Arch.Activity;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.CostModel;

namespace Accel.Explore.Runs;

/// <summary>One operator of one phase: all its instances, in all layers, over all steps.</summary>
/// <param name="M">Rows of activations; rows of a vector operator.</param>
/// <param name="K">Reduction; 0 for a vector operator, which multiplies nothing.</param>
/// <param name="N">Output channels; elements of a row of a vector operator.</param>
/// <param name="Weights">
/// Format in which the schedule computes the stationary operand; null for a vector operator.
/// </param>
/// <param name="Utilization">Useful multiply-accumulates over what the fabric could have done in the cycles
/// taken.</param>
/// <remarks>M, K and N are those of the phase's first step.</remarks>
public sealed record LayerResult(
    Operator Operator, long M, long K, long N, TensorFormat? Weights, TensorFormat Activations, ActivityCounts Counts,
    EnergyBreakdown Energy, double Utilization)
{
    /// <summary>K at the end of the phase, where it may have grown with the context.</summary>
    public long LongestK { get; init; } = K;

    /// <summary>Whether the processor beside the fabric runs it, and the fabric waits.</summary>
    public bool IsOnProcessor { get; init; }
}
