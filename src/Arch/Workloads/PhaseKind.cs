namespace Accel.Arch.Workloads;

/// <summary>The two phases of language-model inference.</summary>
public enum PhaseKind
{
    /// <summary>All prompt tokens at once; the one pass of a network.</summary>
    Prefill,

    /// <summary>One token a step.</summary>
    Decode,
}
