using System.Text;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Workloads.HuggingFace;

/// <summary>Reads the <c>config.json</c> of a Hugging Face model into a <see cref="ModelShape"/>.</summary>
/// <remarks>
/// <c>model_type</c> decides which keys are read. A type that is not known but has all keys of a Llama is read as one,
/// with a warning. Bad input of any sort becomes diagnostics, all of them at once, and never an exception.
/// </remarks>
public static class HuggingFaceConfig
{
    /// <summary>The largest document that is read, in bytes.</summary>
    public const int SizeLimit = 1 << 20;

    private const string ModelTypeKey = "model_type";

    /// <summary>Reads a document that was decoded from UTF-8.</summary>
    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, string, DiagnosticBag)"/>
    public static ModelShape? Read(string text, string file, DiagnosticBag diagnostics) =>
        Read(Encoding.UTF8.GetBytes(text), file, diagnostics);

    /// <summary>Reads a document.</summary>
    /// <param name="text">JSON in UTF-8.</param>
    /// <param name="file">The file as the user named it; its folder gives the model its name.</param>
    /// <returns>The model, or null when there were errors.</returns>
    public static ModelShape? Read(ReadOnlySpan<byte> text, string file, DiagnosticBag diagnostics)
    {
        if (text.Length > SizeLimit)
        {
            diagnostics.Error(
                DiagnosticCodes.Limit, new SourceLocation(file), $"larger than {SizeLimit} bytes: not a config.json");
            return null;
        }

        var found = new DiagnosticBag();
        ModelShape? model = JsonObject.Parse(text, file, found) is { } document ? Read(document, file, found) : null;
        diagnostics.AddRange(found.Items);
        return found.HasErrors ? null : model;
    }

    private static ModelShape? Read(JsonObject document, string file, DiagnosticBag diagnostics)
    {
        var fields = new ConfigFields(document, diagnostics);
        string? modelType = fields.Text(ModelTypeKey);
        if (StyleOf(document, modelType, diagnostics) is not { } style)
        {
            return null;
        }

        UnsupportedFeatures.Report(document, fields, diagnostics);
        ModelShape? model = ModelBuilder.Build(document, fields, style, diagnostics);
        if (model is null)
        {
            return null;
        }

        if (ModelLimits.WhyNot(model) is { } reason)
        {
            diagnostics.Error(DiagnosticCodes.Inconsistent, document.Start, reason);
        }

        return model with { Name = NameOf(file, modelType), Source = $"Hugging Face {file}" };
    }

    private static ConfigStyle? StyleOf(JsonObject document, string? modelType, DiagnosticBag diagnostics)
    {
        if (modelType is not null && ConfigStyles.Find(modelType) is { } style)
        {
            // The first BitNet checkpoints call themselves llama and differ in the architecture's name only.
            bool bitNet = document["architectures"]?.Strings.FirstOrDefault()
                ?.StartsWith("BitNet", StringComparison.OrdinalIgnoreCase) ?? false;
            return style == ConfigStyles.Llama && bitNet ? ConfigStyles.BitNet : style;
        }

        SourceLocation where = document[ModelTypeKey]?.Where ?? document.Start;
        string what = modelType is null ? "no model_type" : $"model_type '{JsonEntry.Shorten(modelType)}' is not known";
        string? near = modelType is null ? null : NearestName.Find(modelType, ConfigStyles.ModelTypes);
        string meant = near is null ? string.Empty : $"did you mean '{near}'? ";
        if (ConfigStyles.Llama.NeededKeys.All(key => document[key] is not null))
        {
            diagnostics.Warning(
                DiagnosticCodes.UnknownName, where,
                $"{what}; read like a Llama, with gated feed-forward, RMS norms and rotary embedding",
                meant.Length == 0 ? null : meant.TrimEnd());
            return ConfigStyles.Llama;
        }

        diagnostics.Error(
            DiagnosticCodes.UnknownName, where,
            $"{what}, and the keys of a Llama are not all there",
            document["text_config"] is not null
                ? "save the object 'text_config', which describes the language model, as a config.json of its own"
                : $"{meant}needed: {string.Join(", ", ConfigStyles.Llama.NeededKeys)}; "
                    + $"known types: {string.Join(", ", ConfigStyles.ModelTypes)}");
        return null;
    }

    /// <summary>A file <c>config.json</c> is called after its folder, any other after itself.</summary>
    private static string NameOf(string file, string? modelType)
    {
        string stem = Path.GetFileNameWithoutExtension(file);
        string name = stem.Equals("config", StringComparison.OrdinalIgnoreCase)
            ? Path.GetFileName(Path.GetDirectoryName(file) ?? string.Empty)
            : stem;
        return name.Length > 0 && name.Trim('.').Length > 0 ? name : JsonEntry.Shorten(modelType ?? "model");
    }
}
