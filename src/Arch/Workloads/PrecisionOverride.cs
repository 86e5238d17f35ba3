using Accel.Arch.Formats;

namespace Accel.Arch.Workloads;

/// <summary>
/// Formats that a workload names, or that a design fixes whatever the workload asks; null leaves the choice open.
/// </summary>
public sealed record PrecisionOverride(
    TensorFormat? Weights = null, TensorFormat? Activations = null, TensorFormat? KvCache = null,
    TensorFormat? Head = null)
{
    public static readonly PrecisionOverride None = new();

    /// <summary>Layers whose weights are sparse; null leaves the choice open.</summary>
    public SparseLayers? SparseLayers { get; init; }

    /// <summary>These formats, and the other ones where these leave the choice open.</summary>
    public PrecisionOverride Over(PrecisionOverride other) => new(
        Weights ?? other.Weights, Activations ?? other.Activations, KvCache ?? other.KvCache,
        Head ?? other.Head)
    {
        SparseLayers = SparseLayers ?? other.SparseLayers,
    };

    public Precision Over(Precision precision) => new(
        Weights ?? precision.Weights, Activations ?? precision.Activations, KvCache ?? precision.KvCache)
    {
        Head = Head ?? precision.Head,
        SparseLayers = SparseLayers ?? precision.SparseLayers,
    };
}
