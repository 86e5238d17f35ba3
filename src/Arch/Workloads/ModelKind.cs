using System.Text.Json;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads;

/// <summary>
/// The name of a model file, or the path of one of the other files a model may be, read when it is met.
/// </summary>
internal sealed class ModelKind : ValueKind<Model?>
{
    public static readonly ModelKind Instance = new();

    public override string Expected => "the name of a model, such as 'llama-2-7b', or the path of a Hugging Face "
        + "config.json or a SCALE-Sim topology in CSV";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out Model? value)
    {
        string? file = ModelFile.IsConfig(node.Text) && Path.IsPathRooted(node.Text) && File.Exists(node.Text)
            ? node.Text // A checkpoint lies where the user keeps checkpoints; an absolute path says so plainly.
            : context.Library.FindReference(node.Text, ModelSchema.Folder, node.Where, context.Diagnostics);
        value = file is null ? null : ModelFile.Load(file, node.Text, context);
        return value is not null;
    }

    public override void WriteSchema(Utf8JsonWriter writer) => writer.WriteString("type", "string");
}
