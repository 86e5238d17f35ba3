namespace Accel.Arch.Workloads;

/// <summary>One phase of a workload.</summary>
/// <param name="Tokens">Tokens of each sequence in one step: the prompt length in prefill, 1 in decode.</param>
/// <param name="Context">Positions that the first step attends to, its own tokens included.</param>
/// <param name="Steps">Steps of the phase: 1 in prefill, the generated tokens in decode.</param>
/// <param name="ContextGrows">Whether step i attends to <c>Context + i</c> positions, or every step to Context.</param>
public sealed record Phase(PhaseKind Kind, long Tokens, long Context, long Steps, bool ContextGrows = true)
{
    public static Phase Prefill(long tokens) => new(PhaseKind.Prefill, tokens, tokens, 1);

    public static Phase Decode(long steps, long context, bool contextGrows = true) =>
        new(PhaseKind.Decode, 1, context, steps, contextGrows);

    /// <summary>The context of the last step.</summary>
    public long LastContext => ContextGrows ? Context + Steps - 1 : Context;
}
