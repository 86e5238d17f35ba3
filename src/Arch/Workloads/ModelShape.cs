namespace Accel.Arch.Workloads;

/// <summary>The dimensions of a transformer that decide its operators.</summary>
public sealed record ModelShape : Model
{
    private readonly bool _parallelBlock;

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

    /// <summary>
    /// Norms on the residual stream of one layer: 2, or 1 where attention and feed-forward share one and so run in
    /// parallel (Phi, GPT-J).
    /// </summary>
    public int NormsPerLayer { get; init; } = 2;

    /// <summary>Attention and feed-forward both start from the layer's input, with one norm or two.</summary>
    public bool ParallelBlock
    {
        get => _parallelBlock || NormsPerLayer == 1;
        init => _parallelBlock = value;
    }

    /// <summary>
    /// Norms stand after the residual additions (BERT, OPT-350M) instead of before attention and feed-forward; the
    /// model then has no final norm, and an encoder has one after the embedding.
    /// </summary>
    public bool PostNorm { get; init; }

    /// <summary>Further norms before <c>o_proj</c> and <c>down_proj</c> (BitNet b1.58).</summary>
    public bool SubNorms { get; init; }

    /// <summary>
    /// Width of the embedding and of the language-model head where it is not <see cref="Hidden"/> (OPT-350M), which
    /// adds a projection at either end; 0 means <see cref="Hidden"/>.
    /// </summary>
    public long EmbeddingDim { get; init; }

    /// <summary>The feed-forward activation: <c>silu</c>, <c>gelu</c>, <c>relu</c>, <c>relu2</c> (squared).</summary>
    public string Activation { get; init; } = "silu";

    /// <summary>Query heads that share one KV head, or 0 so that a shape without any prints.</summary>
    public long QueryGroup => KvHeads == 0 ? 0 : Heads / KvHeads;

    /// <inheritdoc/>
    public override bool HasAttention => true;

    /// <inheritdoc/>
    public override string? WhyNot() => ModelLimits.WhyNot(this);

    /// <inheritdoc/>
    public override string? WhyNot(Phase phase) => phase.Kind == PhaseKind.Decode && !IsDecoder
        ? $"{Name} is an encoder and cannot decode"
        : null;

    internal override IReadOnlyList<PlannedOperator> Plan(
        Phase phase, long batch, LogitsRule logits, AttentionPattern attention) =>
        new OperatorPlanner(this, phase, batch, logits, attention).Plan();
}
