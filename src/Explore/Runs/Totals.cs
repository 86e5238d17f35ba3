using Accel.Arch.Activity;
using Accel.Arch.Units;
using Accel.CostModel;

namespace Accel.Explore.Runs;

/// <summary>What a run or a phase comes to.</summary>
/// <param name="Utilization">Useful multiply-accumulates over what the fabric could have done in the cycles
/// taken.</param>
/// <param name="Tokens">Tokens processed: prompt tokens in prefill, generated tokens in decode, of all
/// sequences; images of a network.</param>
public readonly record struct Totals(
    ActivityCounts Counts, EnergyBreakdown Energy, Seconds Latency, double Utilization, long Tokens)
{
    public Watts Power => Latency.Value > 0 ? Energy.Total / Latency : Watts.Zero;

    /// <summary>
    /// Tokens over latency. Of a phase: its prompt or its generation rate. Of a run with both: prompt and generated
    /// tokens together, which is neither; a decode phase's own figure is the rate of generation.
    /// </summary>
    public double TokensPerSecond => Latency.Value > 0 ? Tokens / Latency.Value : 0;
}
