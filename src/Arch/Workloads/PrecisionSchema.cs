using Accel.Arch.Formats;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads;

/// <summary>The keys of <c>precision</c>, in a workload (all formats) and in a design (those it fixes).</summary>
internal static class PrecisionSchema
{
    public static readonly Schema<PrecisionOverride> Override = new Schema<PrecisionOverride>(() =>
        PrecisionOverride.None)
        .Value("weights", "Format of the linear layers' weights.", FormatKind.Instance,
            (precision, value) => precision with { Weights = value })
        .Value("activations", "Format of activations.", FormatKind.Instance,
            (precision, value) => precision with { Activations = value })
        .Value("kv-cache", "Format of cached keys and values.", FormatKind.Instance,
            (precision, value) => precision with { KvCache = value })
        .Value("head", "Format of the language-model head and the embedding; that of the weights when left out.",
            FormatKind.Instance, (precision, value) => precision with { Head = value });
}
