using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads.HuggingFace;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads;

/// <summary>The name of a model file, or the path of a Hugging Face <c>config.json</c>, read when it is met.</summary>
internal sealed class ModelKind : ValueKind<ModelShape?>
{
    public static readonly ModelKind Instance = new();

    public override string Expected =>
        "the name of a model, such as 'llama-2-7b', or the path of a Hugging Face config.json";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out ModelShape? value)
    {
        bool isJson = node.Text.EndsWith(".json", StringComparison.Ordinal);
        string? file = isJson && Path.IsPathRooted(node.Text) && File.Exists(node.Text)
            ? node.Text // A checkpoint lies where the user keeps checkpoints; an absolute path says so plainly.
            : context.Library.FindReference(node.Text, ModelSchema.Folder, node.Where, context.Diagnostics);
        value = file is null ? null : isJson ? ReadJson(node.Text, file, context) : ModelSchema.Load(file, context);
        return value is not null;
    }

    public override void WriteSchema(Utf8JsonWriter writer) => writer.WriteString("type", "string");

    private static ModelShape? ReadJson(string reference, string file, BindContext context)
    {
        if (context.Library.ReadText(file, context.Diagnostics) is not { } text)
        {
            return null;
        }

        context.Library.JsonTexts.Add((reference, text));
        return HuggingFaceConfig.Read(text, file, context.Diagnostics);
    }
}
