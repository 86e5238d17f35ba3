using Accel.Arch.Designs;
using Accel.Arch.Formats;

namespace Accel.Explore.Runs;

/// <summary>What utilization is measured against; runs and sweeps share it.</summary>
internal static class IdealTime
{
    /// <summary>Multiply-accumulates of a cycle without a wait; 0 where the fabric refuses the formats.</summary>
    /// <remarks>A published schedule may run such formats; then nothing is known of their peak.</remarks>
    public static double Peak(Fabric fabric, TensorFormat weights, TensorFormat activations) =>
        fabric.WhyNotWeights(weights, activations) is null ? fabric.PeakMacsPerCycle(weights, activations) : 0;

    /// <summary>Cycles that the useful work would take at the peak; 0 where none is known.</summary>
    public static double Cycles(long macs, double peak) => peak > 0 ? macs / peak : 0;
}
