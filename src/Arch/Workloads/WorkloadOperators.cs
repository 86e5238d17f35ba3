namespace Accel.Arch.Workloads;

/// <summary>Expands a model into the operators of one step of a phase.</summary>
public static class WorkloadOperators
{
    /// <summary>The operators of one step, in the order in which a machine that does one at a time runs them.</summary>
    /// <remarks>
    /// Operators that every layer has stand once, with <see cref="Operator.Layers"/> telling how many layers there
    /// are; names are unique. Names are those of Llama checkpoints, also for models that call them otherwise or store
    /// several in one matrix (<c>c_attn</c>, <c>qkv_proj</c>, <c>gate_up_proj</c>); a feed-forward without gate is
    /// <c>fc1</c> and <c>fc2</c>.
    /// <list type="bullet">
    /// <item>Linear: M = tokens x batch, K inputs, N outputs.</item>
    /// <item><c>attention.qk</c>: an instance for each KV head and sequence, M = tokens x query group, K = head
    /// dimension, N = context. <c>attention.av</c>: M the same, K = context, N = head dimension. The whole context is
    /// counted for each token, up to the limit that <paramref name="attention"/> sets: nothing is saved where the
    /// causal mask would allow it. A block mask leaves shapes as they are and says on both what it leaves of their
    /// tiles (<see cref="GemmOperator.MaskedTiles"/>); softmax goes over whole rows.</item>
    /// <item><c>lm_head</c>: M by <paramref name="logits"/> in prefill; batch in decode; always all tokens of an
    /// encoder.</item>
    /// <item>Rotary embedding goes over all of a head, also where a part of it is rotated (Phi-2: 32 of 80).</item>
    /// </list>
    /// Biases are not counted. Task heads other than language modelling are not there. All of this is of transformers;
    /// the operators of a <see cref="Network"/> are those that it lists, for all images of the batch.
    /// </remarks>
    /// <param name="batch">Sequences in parallel, at least 1.</param>
    /// <param name="attention">The positions that tokens attend to; all when left out.</param>
    /// <exception cref="ArgumentException">
    /// The model is outside <see cref="ModelLimits"/>, has no such phase, or the phase has no tokens.
    /// </exception>
    /// <exception cref="OverflowException">Tokens x batch is beyond a 64-bit integer.</exception>
    public static IReadOnlyList<Operator> Expand(
        Model model, Phase phase, long batch, LogitsRule logits, AttentionPattern? attention = null) =>
        [.. Plan(model, phase, batch, logits, attention).Select(planned => planned.Operator)];

    /// <summary>The operators of one step of a workload's phase.</summary>
    public static IReadOnlyList<Operator> Expand(Workload workload, Phase phase) =>
        Expand(workload.Model, phase, workload.Batch, workload.Logits, workload.Attention);

    /// <summary>Why a model cannot run a phase, or null when it can.</summary>
    public static string? WhyNot(Model model, Phase phase) => model.WhyNot(phase);

    /// <summary>Weights of all linear layers with the language-model head, without biases, norms, embedding.</summary>
    /// <exception cref="ArgumentException">The model is outside <see cref="ModelLimits"/>.</exception>
    public static long LinearWeights(Model model)
    {
        CheckLimits(model);
        return (long)CountLinearWeights(model);
    }

    /// <summary>The same, of a model whose dimensions alone are known to be within their limits.</summary>
    internal static Int128 CountLinearWeights(Model model)
    {
        Int128 sum = 0;
        foreach (PlannedOperator planned in model.Plan(Phase.Prefill(1), 1, LogitsRule.All, AttentionPattern.Full))
        {
            sum += planned.Operator is GemmOperator { IsAttention: false } gemm
                ? (Int128)gemm.K * gemm.N * gemm.Count
                : 0;
        }

        return sum;
    }

    internal static IReadOnlyList<PlannedOperator> Plan(
        Model model, Phase phase, long batch, LogitsRule logits, AttentionPattern? attention = null)
    {
        CheckLimits(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        if (phase.Tokens < 1 || phase.Context < phase.Tokens)
        {
            throw new ArgumentException(
                $"a phase needs at least one token and a context that holds its tokens, got {phase}", nameof(phase));
        }

        return (WhyNot(model, phase) ?? attention?.WhyNot(model)) is { } reason
            ? throw new ArgumentException(reason, nameof(phase))
            : model.Plan(phase, batch, logits, attention ?? AttentionPattern.Full);
    }

    private static void CheckLimits(Model model)
    {
        if (model.WhyNot() is { } reason)
        {
            throw new ArgumentException(reason, nameof(model));
        }
    }
}
