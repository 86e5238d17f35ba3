namespace Accel.Arch.Workloads;

/// <summary>
/// What a workload runs: a transformer (<see cref="ModelShape"/>) or a <see cref="Network"/> of layers.
/// </summary>
public abstract record Model
{
    /// <summary>The name in YAML: <c>llama-2-7b</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where the dimensions come from.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>Whether any operator multiplies by the KV cache instead of weights.</summary>
    public abstract bool HasAttention { get; }

    /// <summary>Why no such model can be run, or null when it can.</summary>
    public abstract string? WhyNot();

    /// <summary>Why the model cannot run a phase, or null when it can.</summary>
    public abstract string? WhyNot(Phase phase);

    /// <summary>The operators of one step of a phase that the model can run, each after those it reads.</summary>
    internal abstract IReadOnlyList<PlannedOperator> Plan(
        Phase phase, long batch, LogitsRule logits, AttentionPattern attention);
}
