namespace Accel.Arch.Workloads;

/// <summary>What a design is to run: a model, its phases, and the formats it is stored in.</summary>
public sealed record Workload
{
    public required string Name { get; init; }

    public required Model Model { get; init; }

    public required IReadOnlyList<Phase> Phases { get; init; }

    /// <summary>Sequences, or images of a network, that run together.</summary>
    public long Batch { get; init; } = 1;

    /// <summary>The formats that the workload names; a network may leave them to the design.</summary>
    public required PrecisionOverride Precision { get; init; }

    public LogitsRule Logits { get; init; } = LogitsRule.All;

    /// <summary>The positions that tokens attend to.</summary>
    public AttentionPattern Attention { get; init; } = AttentionPattern.Full;
}
