using System.Collections.Immutable;

namespace Accel.Explore.Reports;

/// <summary>An operator of the workload on a chosen design, all its instances and steps together.</summary>
/// <param name="Phase"><c>prefill</c> or <c>decode</c>.</param>
/// <param name="M">Rows of activations; 0 for an operator that is no GEMM, as are K and N.</param>
/// <param name="Count">Instances.</param>
/// <param name="Cycles">From start to end; compute and DRAM overlap within.</param>
/// <param name="Utilization">Useful over possible MACs, 0 to 1.</param>
/// <param name="EnergyJ">For each energy part of the design, joules.</param>
public sealed record LayerRow(
    string Phase,
    string Name,
    long M,
    long K,
    long N,
    long Count,
    long Cycles,
    long ComputeCycles,
    long DramCycles,
    double Utilization,
    ImmutableArray<double> EnergyJ);
