using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads;

/// <summary>The keys of a file of kind <c>model</c>.</summary>
public static class ModelSchema
{
    public const string KindName = "model";

    public const string Folder = "models";

    public static readonly Schema<ModelShape> Instance = new Schema<ModelShape>(Blank, Check)
        .Value("name", "The model's name.", Kinds.Text, (model, value) => model with { Name = value }, isRequired: true)
        .Value("source", "Where the dimensions come from.", Kinds.Text, (model, value) => model with { Source = value })
        .Value("hidden", "Width of the residual stream.", Kinds.WholeLong(1, ModelLimits.Hidden), (model, value) =>
            model with { Hidden = value }, isRequired: true)
        .Value("layers", "Decoder or encoder layers.", Kinds.WholeLong(1, ModelLimits.Layers), (model, value) =>
            model with { Layers = value }, isRequired: true)
        .Value("heads", "Query heads.", Kinds.WholeLong(1, ModelLimits.Heads), (model, value) =>
            model with { Heads = value }, isRequired: true)
        .Value("kv-heads", "Key and value heads.", Kinds.WholeLong(1, ModelLimits.Heads), (model, value) =>
            model with { KvHeads = value }, isRequired: true)
        .Value("head-dim", "Width of one head.", Kinds.WholeLong(1, ModelLimits.HeadDim), (model, value) =>
            model with { HeadDim = value }, isRequired: true)
        .Value("feed-forward", "Width of the feed-forward layer.", Kinds.WholeLong(1, ModelLimits.FeedForward),
            (model, value) => model with { FeedForward = value }, isRequired: true)
        .Value("gated-feed-forward", "Whether the feed-forward layer has a gate matrix.", Kinds.Truth,
            (model, value) => model with { GatedFeedForward = value }, isRequired: true)
        .Value("vocabulary", "Rows of the embedding.", Kinds.WholeLong(1, ModelLimits.Vocabulary), (model, value) =>
            model with { Vocabulary = value }, isRequired: true)
        .Value("norm", "Normalization.", Kinds.Choice(("rms", true), ("layer", false)), (model, value) =>
            model with { RmsNorm = value })
        .Value("norms-per-layer", "Norms in one layer; 1 where attention and feed-forward run in parallel.",
            Kinds.Whole(1, 2), (model, value) => model with { NormsPerLayer = value })
        .Value("rotary", "Whether queries and keys are rotated.", Kinds.Truth, (model, value) =>
            model with { RotaryEmbedding = value })
        .Value("activation", "Activation function of the feed-forward layer.", Kinds.Text, (model, value) =>
            model with { Activation = value })
        .Value("sub-norms", "Whether norms stand before o_proj and down_proj too, as in BitNet b1.58.", Kinds.Truth,
            (model, value) => model with { SubNorms = value })
        .Value("post-norm", "Whether norms stand behind the residual additions, as in BERT, instead of in front.",
            Kinds.Truth, (model, value) => model with { PostNorm = value })
        .Value("language-model-head", "Whether the model ends in a language-model head.", Kinds.Truth,
            (model, value) => model with { HasLanguageModelHead = value })
        .Value("decoder", "Whether the model decodes token by token; an encoder does not.", Kinds.Truth,
            (model, value) => model with { IsDecoder = value });

    /// <summary>Reads a model's mapping; what is wrong with it is among the diagnostics.</summary>
    internal static ModelShape Read(MapNode map, BindContext context) =>
        Instance.Read(Instance.Blank(), map, string.Empty, context);

    private static ModelShape Blank() => new()
    {
        Name = string.Empty, Hidden = 1, Layers = 1, Heads = 1, KvHeads = 1, HeadDim = 1, FeedForward = 1,
        GatedFeedForward = false, Vocabulary = 1,
    };

    private static void Check(ModelShape model, MapNode map, string path, BindContext context)
    {
        if (model.Heads % model.KvHeads != 0)
        {
            context.Diagnostics.Error(DiagnosticCodes.Inconsistent, (map["kv-heads"] ?? map).Where,
                $"kv-heads must divide heads ({model.Heads}), got {model.KvHeads}");
        }
        else if (ModelLimits.WhyNot(model) is { } reason)
        {
            context.Diagnostics.Error(DiagnosticCodes.Inconsistent, map.Where, reason);
        }
    }
}
