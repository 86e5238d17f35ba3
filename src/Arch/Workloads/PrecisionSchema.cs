using System.Text.Json;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads;

/// <summary>The keys of <c>precision</c>, in a workload (all formats) and in a design (those it fixes).</summary>
internal static class PrecisionSchema
{
    public static readonly Schema<PrecisionOverride> Override = new Schema<PrecisionOverride>(() =>
        PrecisionOverride.None)
        .Value("weights", "Format of the linear layers' weights.", FormatKind.Instance,
            (precision, value) => precision with { Weights = value })
        .Value("activations", "Format of activations.", FormatKind.Dense,
            (precision, value) => precision with { Activations = value })
        .Value("kv-cache", "Format of cached keys and values.", FormatKind.Dense,
            (precision, value) => precision with { KvCache = value })
        .Value("head", "Format of the head and the embedding; when left out those of weights and of activations.",
            FormatKind.Instance, (precision, value) => precision with { Head = value })
        .Custom("sparse-layers",
            "Linear layers whose weights are sparse, by name, of a sparse weight format; all of them when left out.",
            ReadSparseLayers, WriteNames);

    private static PrecisionOverride ReadSparseLayers(
        PrecisionOverride target, ConfigNode node, string path, BindContext context)
    {
        List<string> names = [];
        IReadOnlyList<ConfigNode> items = ListReader.Items(node, path, context);
        for (int index = 0; index < items.Count; index++)
        {
            if (Kinds.Text.TryRead(items[index], $"{path}.{index}", context, out string name))
            {
                names.Add(name);
            }
        }

        return target with { SparseLayers = new SparseLayers(names) };
    }

    private static void WriteNames(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        writer.WriteString("type", "string");
        writer.WriteEndObject();
    }
}
