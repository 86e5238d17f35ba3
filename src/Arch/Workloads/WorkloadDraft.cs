namespace Accel.Arch.Workloads;

/// <summary>A workload as far as its file has been read: what is required may still be missing.</summary>
public sealed record WorkloadDraft
{
    public string Name { get; init; } = string.Empty;

    public Model? Model { get; init; }

    public IReadOnlyList<Phase> Phases { get; init; } = [];

    public long Batch { get; init; } = 1;

    public PrecisionOverride Precision { get; init; } = PrecisionOverride.None;

    public LogitsRule Logits { get; init; } = LogitsRule.All;

    public AttentionPattern Attention { get; init; } = AttentionPattern.Full;

    /// <summary>The workload, once a schema has found nothing missing. Keys and values are cached as activations are
    /// unless the file says otherwise; a network passes once unless the file says so itself.</summary>
    public Workload Finish() => new()
    {
        Name = Name,
        Model = Model ?? throw new InvalidOperationException("the model is missing"),
        Phases = Phases.Count == 0 && Model is Network ? [Network.Pass] : Phases,
        Batch = Batch,
        Logits = Logits,
        Attention = Attention,
        Precision = Precision with { KvCache = Precision.KvCache ?? Precision.Activations },
    };
}
