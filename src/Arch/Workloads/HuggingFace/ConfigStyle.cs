namespace Accel.Arch.Workloads.HuggingFace;

/// <summary>How one group of <c>model_type</c>s names its dimensions, and what its layers are like.</summary>
/// <remarks>
/// Source of keys, defaults and structure: the configuration_*.py and modeling_*.py files of the public Hugging Face
/// transformers library. A key that is null does not exist in the style.
/// </remarks>
internal sealed record ConfigStyle
{
    /// <summary>As messages call it: <c>Llama</c>.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<string> ModelTypes { get; init; }

    public string Hidden { get; init; } = "hidden_size";

    public string Layers { get; init; } = "num_hidden_layers";

    public string Heads { get; init; } = "num_attention_heads";

    public string? KvHeads { get; init; }

    public string? HeadDim { get; init; }

    public string FeedForward { get; init; } = "intermediate_size";

    /// <summary>Whether the feed-forward width may be missing: then it is four times the hidden width.</summary>
    public bool FeedForwardIsOptional { get; init; }

    public string Vocabulary { get; init; } = "vocab_size";

    public string ActivationKey { get; init; } = "hidden_act";

    /// <summary>The activation function when the key is missing.</summary>
    public string Activation { get; init; } = "gelu";

    /// <summary>The width of the embedding, when it is not the hidden width.</summary>
    public string? EmbeddingDim { get; init; }

    /// <summary>A flag, true when missing, that puts the norms before attention and feed-forward.</summary>
    public string? PreNormFlag { get; init; }

    /// <summary>A flag, true when missing, that runs attention and feed-forward in parallel with a norm each.</summary>
    public string? ParallelFlag { get; init; }

    /// <summary>A flag, true when missing, that leaves a single KV head.</summary>
    public string? SingleKvHeadFlag { get; init; }

    public bool GatedFeedForward { get; init; }

    public bool RmsNorm { get; init; }

    public bool RotaryEmbedding { get; init; }

    public int NormsPerLayer { get; init; } = 2;

    public bool SubNorms { get; init; }

    /// <summary>An encoder unless the flag <c>is_decoder</c> is true; norms stand after the residuals.</summary>
    public bool IsEncoder { get; init; }

    /// <summary>The keys without which the style cannot be read.</summary>
    public IEnumerable<string> NeededKeys => FeedForwardIsOptional
        ? [Hidden, Layers, Heads, Vocabulary]
        : [Hidden, Layers, Heads, FeedForward, Vocabulary];
}
