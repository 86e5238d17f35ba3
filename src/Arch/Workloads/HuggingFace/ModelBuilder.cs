using Accel.Arch.Diagnostics;

namespace Accel.Arch.Workloads.HuggingFace;

/// <summary>Builds a model out of the keys that a style names.</summary>
internal static class ModelBuilder
{
    /// <summary>The model, without its name; null when a dimension is missing or bad.</summary>
    public static ModelShape? Build(
        JsonObject document, ConfigFields fields, ConfigStyle style, DiagnosticBag diagnostics)
    {
        long? hidden = fields.Required(style.Hidden, ModelLimits.Hidden);
        long? layers = fields.Required(style.Layers, ModelLimits.Layers);
        long? heads = fields.Required(style.Heads, ModelLimits.Heads);
        long? kvHeads = fields.Flag(style.SingleKvHeadFlag, fallback: true) && style.SingleKvHeadFlag is not null
            ? 1
            : fields.Optional(style.KvHeads, ModelLimits.Heads, heads);
        long? feedForward = style.FeedForwardIsOptional
            ? fields.Optional(style.FeedForward, ModelLimits.FeedForward, 4 * hidden)
            : fields.Required(style.FeedForward, ModelLimits.FeedForward);
        long? vocabulary = fields.Required(style.Vocabulary, ModelLimits.Vocabulary);
        long? embedding = fields.Optional(style.EmbeddingDim, ModelLimits.Hidden, hidden);
        long? headDim = HeadDim(document, fields, style, hidden, heads, diagnostics);
        string activation = Activation(fields, style, diagnostics);
        bool preNorm = fields.Flag(style.PreNormFlag, fallback: true);
        bool parallel = fields.Flag(style.ParallelFlag, fallback: true) && style.ParallelFlag is not null;
        bool isDecoder = !style.IsEncoder || fields.Flag("is_decoder", fallback: false);

        if (heads % kvHeads is > 0)
        {
            diagnostics.Error(
                DiagnosticCodes.Inconsistent, fields.Where(style.KvHeads ?? style.Heads),
                $"'{style.KvHeads}' ({kvHeads}) must divide '{style.Heads}' ({heads})");
            return null;
        }

        if (hidden is null || layers is null || heads is null || kvHeads is null || headDim is null
            || feedForward is null || vocabulary is null || embedding is null)
        {
            return null;
        }

        return new ModelShape
        {
            Name = style.Name,
            Hidden = hidden.Value,
            Layers = layers.Value,
            Heads = heads.Value,
            KvHeads = kvHeads.Value,
            HeadDim = headDim.Value,
            FeedForward = feedForward.Value,
            GatedFeedForward = style.GatedFeedForward,
            Vocabulary = vocabulary.Value,
            HasLanguageModelHead = isDecoder || IsMaskedLanguageModel(document),
            IsDecoder = isDecoder,
            RmsNorm = style.RmsNorm,
            RotaryEmbedding = style.RotaryEmbedding,
            NormsPerLayer = style.NormsPerLayer,
            ParallelBlock = parallel,
            PostNorm = style.IsEncoder || !preNorm,
            SubNorms = style.SubNorms,
            EmbeddingDim = embedding == hidden ? 0 : embedding.Value,
            Activation = activation,
        };
    }

    private static long? HeadDim(
        JsonObject document,
        ConfigFields fields,
        ConfigStyle style,
        long? hidden,
        long? heads,
        DiagnosticBag diagnostics)
    {
        bool given = style.HeadDim is not null && document[style.HeadDim] is not null;
        if (!given && hidden % heads is > 0)
        {
            diagnostics.Error(
                DiagnosticCodes.Inconsistent, fields.Where(style.Heads),
                $"'{style.Heads}' ({heads}) must divide '{style.Hidden}' ({hidden})",
                style.HeadDim is null ? null : $"or give '{style.HeadDim}'");
            return null;
        }

        long? headDim = given ? fields.Optional(style.HeadDim, ModelLimits.HeadDim, null) : hidden / heads;
        if (headDim <= ModelLimits.HeadDim)
        {
            return headDim;
        }

        if (headDim is not null)
        {
            diagnostics.Error(
                DiagnosticCodes.Range, fields.Where(style.Heads),
                $"a head must be 1 to {ModelLimits.HeadDim} wide, got {headDim}");
        }

        return null;
    }

    private static string Activation(ConfigFields fields, ConfigStyle style, DiagnosticBag diagnostics)
    {
        string name = fields.Text(style.ActivationKey) ?? style.Activation;
        if (ActivationNames.Find(name) is { } known)
        {
            return known;
        }

        diagnostics.Error(
            DiagnosticCodes.UnknownName, fields.Where(style.ActivationKey),
            $"'{style.ActivationKey}': no activation function '{JsonEntry.Shorten(name)}'",
            NearestName.Hint(name, ActivationNames.Known));
        return style.Activation;
    }

    private static bool IsMaskedLanguageModel(JsonObject document) =>
        document["architectures"] is { } names
        && names.Strings.Exists(name => name.EndsWith("ForMaskedLM", StringComparison.Ordinal));
}
