namespace Accel.Arch.Workloads;

/// <summary>For which prompt tokens the language-model head runs in prefill.</summary>
public enum LogitsRule
{
    /// <summary>All of them, as perplexity needs and as published simulators charge.</summary>
    All,

    /// <summary>The last one of each sequence, as text generation needs.</summary>
    Last,
}
