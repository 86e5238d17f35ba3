using Accel.Arch.Formats;

namespace Accel.Arch.Workloads;

/// <summary>Formats that a design fixes itself, whatever the workload asks; null leaves the workload's.</summary>
public sealed record PrecisionOverride(
    TensorFormat? Weights = null, TensorFormat? Activations = null, TensorFormat? KvCache = null)
{
    public static readonly PrecisionOverride None = new();

    public Precision Over(Precision precision) => new(
        Weights ?? precision.Weights, Activations ?? precision.Activations, KvCache ?? precision.KvCache);
}
