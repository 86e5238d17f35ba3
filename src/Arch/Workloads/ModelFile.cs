using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads.HuggingFace;
using Accel.Arch.Workloads.Networks;
using Accel.Arch.Workloads.Topologies;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads;

/// <summary>
/// Reads whatever file a model may be: YAML of kind <c>model</c> or <c>network</c>, a Hugging Face <c>config.json</c>,
/// a SCALE-Sim topology.
/// </summary>
public static class ModelFile
{
    /// <summary>The kind under which the library keeps the text of a <c>config.json</c>.</summary>
    public const string ConfigKind = "config.json";

    /// <summary>The kind under which the library keeps the text of a topology.</summary>
    public const string TopologyKind = "topology.csv";

    public static bool IsConfig(string file) => file.EndsWith(".json", StringComparison.Ordinal);

    public static bool IsTopology(string file) => file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a YAML file once; null, and diagnostics, when it is wrong.</summary>
    public static Model? Load(string file, BindContext context) =>
        context.Library.Cached($"{ModelSchema.Folder}:{file}", () => Read(file, context));

    /// <summary>Reads a file of any sort; null, and diagnostics, when it is wrong.</summary>
    /// <param name="reference">What another file calls it.</param>
    internal static Model? Load(string file, string reference, BindContext context) =>
        IsConfig(file) ? ReadText(file, reference, ConfigKind, HuggingFaceConfig.Read, context)
        : IsTopology(file) ? ReadText(file, reference, TopologyKind, TopologyCsv.Read, context)
        : Load(file, context);

    private static Model? Read(string file, BindContext context)
    {
        DiagnosticBag own = new();
        BindContext inner = context with { Diagnostics = own };
        bool isNetwork = context.Library.KindOf(file) == NetworkSchema.KindName;
        MapNode? map = context.Library.Load(
            file, isNetwork ? NetworkSchema.KindName : ModelSchema.KindName, ModelSchema.Folder, own);
        Model? model = map is null ? null : isNetwork ? NetworkSchema.Read(map, inner) : ModelSchema.Read(map, inner);
        context.Diagnostics.AddRange(own.Items);
        return own.HasErrors ? null : model;
    }

    private static Model? ReadText(
        string file, string reference, string kind, Func<string, string, DiagnosticBag, Model?> read,
        BindContext context)
    {
        if (context.Library.ReadText(file, context.Diagnostics) is not { } text)
        {
            return null;
        }

        if (context.Library.Texts.Exists(known => known.Reference == reference && known.Text != text))
        {
            context.Diagnostics.Error(DiagnosticCodes.File, new SourceLocation(file),
                $"another file called '{reference}' has been read, and a result could not tell them apart",
                "give one of them another name");
            return null;
        }

        context.Library.Texts.Add((kind, reference, text));
        return read(text, file, context.Diagnostics);
    }
}
