namespace Accel.Arch.Workloads;

/// <summary>A workload as far as its file has been read: what is required may still be missing.</summary>
public sealed record WorkloadDraft
{
    public string Name { get; init; } = string.Empty;

    public ModelShape? Model { get; init; }

    public IReadOnlyList<Phase> Phases { get; init; } = [];

    public long Batch { get; init; } = 1;

    public PrecisionOverride Precision { get; init; } = PrecisionOverride.None;

    public LogitsRule Logits { get; init; } = LogitsRule.All;

    /// <summary>The workload, once a schema has found nothing missing. Keys and values are cached as activations are
    /// unless the file says otherwise.</summary>
    public Workload Finish() => new()
    {
        Name = Name,
        Model = Model ?? throw new InvalidOperationException("the model is missing"),
        Phases = Phases,
        Batch = Batch,
        Logits = Logits,
        Precision = new Precision(
            Precision.Weights ?? throw new InvalidOperationException("precision.weights is missing"),
            Precision.Activations ?? throw new InvalidOperationException("precision.activations is missing"),
            Precision.KvCache ?? Precision.Activations),
    };
}
