using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>The keys of a file of kind <c>network</c>.</summary>
public static class NetworkSchema
{
    public const string KindName = "network";

    private const string LayersKey = "layers";

    private static readonly Schema<NetworkDraft> Instance = new Schema<NetworkDraft>(() => new NetworkDraft())
        .Value("name", "The network's name.", Kinds.Text, (draft, value) => draft with { Name = value },
            isRequired: true)
        .Value("source", "Where the dimensions come from.", Kinds.Text, (draft, value) => draft with { Source = value })
        .Value("input", "The image: rows, columns and channels.", ExtentKind.Image, (draft, value) =>
            draft with { Input = new FeatureMap(value[0], value[1], value[2]) }, isRequired: true)
        .Custom(LayersKey, "The layers in order, each reading the one before unless it says otherwise.",
            (draft, node, _, _) => draft with { Layers = node },
            writer => LayerReader.WriteSchema(writer, LayerKind.All), isRequired: true);

    /// <summary>Writes the members of the kind's JSON Schema.</summary>
    public static void WriteJsonSchema(Utf8JsonWriter writer) =>
        Instance.WriteSchema(writer, KindName, mayExtend: true);

    /// <summary>Reads a network; null, and diagnostics, when it is wrong.</summary>
    internal static Network? Read(MapNode map, BindContext context)
    {
        NetworkDraft draft = Instance.Read(Instance.Blank(), map, string.Empty, context);
        if (draft is not { Input: { } input, Layers: { } layers })
        {
            return null;
        }

        NetworkPlanner planner = new(input);
        LayerReader.Read(layers, LayersKey, LayerKind.All, planner, context);
        Network network = new() { Name = draft.Name, Source = draft.Source, Operators = planner.Operators };
        if (!context.Diagnostics.HasErrors && network.WhyNot() is { } reason)
        {
            context.Diagnostics.Error(DiagnosticCodes.Inconsistent, layers.Where, reason);
        }

        return network;
    }
}
