using Accel.Arch.Designs;
using Accel.Arch.Workloads;

namespace Accel.Arch.Scenarios;

/// <summary>
/// A design and what it is to run: the object that paths of <c>--set</c> and of sweep axes reach into.
/// </summary>
public sealed record Scenario(Design Design, Workload Workload)
{
    /// <summary>
    /// The formats in force: the design's own over the workload's, and the fabric's default where neither says.
    /// </summary>
    public Precision Precision
    {
        get
        {
            PrecisionOverride named = Design.Precision.Over(Workload.Precision);
            return named is { Weights: { } weights, Activations: { } activations, KvCache: { } kvCache }
                ? new Precision(weights, activations, kvCache) { Head = named.Head, SparseLayers = named.SparseLayers }
                : named.Over(Design.Fabric.DefaultPrecision);
        }
    }
}
