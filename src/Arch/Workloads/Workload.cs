namespace Accel.Arch.Workloads;

/// <summary>What a design is to run: a model, its phases, and the precision it is stored in.</summary>
public sealed record Workload
{
    public required string Name { get; init; }

    public required ModelShape Model { get; init; }

    public required IReadOnlyList<Phase> Phases { get; init; }

    /// <summary>Sequences that run together.</summary>
    public long Batch { get; init; } = 1;

    public required Precision Precision { get; init; }

    public LogitsRule Logits { get; init; } = LogitsRule.All;
}
