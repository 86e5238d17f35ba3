using Accel.Arch.Workloads;

namespace Accel.Explore.Runs;

/// <summary>One phase of a run; its totals are the sums of its layers.</summary>
public sealed record PhaseResult(Phase Phase, Totals Totals, IReadOnlyList<LayerResult> Layers)
{
    /// <summary>Bytes of the program that its longest step runs; null where the fabric runs none.</summary>
    public long? ProgramBytes { get; init; }
}
