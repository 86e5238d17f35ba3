namespace Accel.Arch.Workloads;

/// <summary>The dimensions of a transformer that decide its operators.</summary>
public sealed record ModelShape
{
    /// <summary>The name in YAML: <c>llama-2-7b</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where the dimensions come from.</summary>
    public string Source { get; init; } = string.Empty;

    public required long Hidden { get; init; }

    public required long Layers { get; init; }

    public required long Heads { get; init; }

    /// <summary>Heads of keys and values; fewer than <see cref="Heads"/> with grouped-query attention.</summary>
    public required long KvHeads { get; init; }

    public required long HeadDim { get; init; }

    /// <summary>Width of the feed-forward layer.</summary>
    public required long FeedForward { get; init; }

    /// <summary>Whether the feed-forward layer has a gate matrix (SwiGLU): three matrices instead of two.</summary>
    public required bool GatedFeedForward { get; init; }

    /// <summary>Rows of the embedding, and of the language-model head.</summary>
    public required long Vocabulary { get; init; }

    /// <summary>Whether the model ends in a language-model head. An encoder such as BERT may not.</summary>
    public bool HasLanguageModelHead { get; init; } = true;

    /// <summary>Whether the model can decode token by token; an encoder cannot.</summary>
    public bool IsDecoder { get; init; } = true;

    /// <summary>RMS norm instead of layer norm.</summary>
    public bool RmsNorm { get; init; } = true;

    /// <summary>Rotary position embedding on queries and keys.</summary>
    public bool RotaryEmbedding { get; init; } = true;

    /// <summary>Norms in one decoder layer: 2 as a rule, 1 where attention and feed-forward run in parallel (Phi).</summary>
    public int NormsPerLayer { get; init; } = 2;

    /// <summary>The feed-forward activation function's name: <c>silu</c>, <c>gelu</c>, <c>relu</c>.</summary>
    public string Activation { get; init; } = "silu";

    /// <summary>Query heads that share one KV head.</summary>
    public long QueryGroup => Heads / KvHeads;
}
