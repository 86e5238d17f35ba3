using System.Globalization;

namespace Accel.Arch.Workloads;

/// <summary>
/// A fixed list of layers that every image of a batch passes once: a CNN, a vision transformer, a topology.
/// </summary>
/// <remarks>
/// It has one phase, <see cref="Pass"/>, in which an image is what a token is to a language model. Convolutions are
/// lowered to matrix products (<see cref="GemmOperator.Convolution"/>), weights are shared by the images of a batch,
/// and attention stays within an image.
/// </remarks>
public sealed record Network : Model
{
    private readonly bool _hasAttention;

    /// <summary>The only phase of a network.</summary>
    public static readonly Phase Pass = Phase.Prefill(1);

    /// <summary>The operators of one image, in order, each after those it reads; names are unique.</summary>
    public required IReadOnlyList<PlannedOperator> Operators
    {
        get;
        init
        {
            field = value;
            _hasAttention = value.Any(planned => planned.Operator is GemmOperator { IsAttention: true });
        }
    }

    /// <inheritdoc/>
    public override bool HasAttention => _hasAttention;

    /// <inheritdoc/>
    public override string? WhyNot() => ModelLimits.WhyNot(this);

    /// <inheritdoc/>
    public override string? WhyNot(Phase phase) => phase == Pass
        ? null
        : $"{Name} is a network: it has one phase, in which every image of the batch passes once";

    /// <summary>The name and how many operators there are.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Network {Name}, {Operators.Count} operators");

    internal override IReadOnlyList<PlannedOperator> Plan(
        Phase phase, long batch, LogitsRule logits, AttentionPattern attention) =>
        [.. Operators.Select(planned => planned with { Operator = OfBatch(planned.Operator, batch) })];

    private static Operator OfBatch(Operator work, long batch) => work switch
    {
        GemmOperator { IsAttention: true } attention => attention with { Instances = attention.Instances * batch },
        GemmOperator gemm => gemm with { M = gemm.M * batch },
        VectorOperator vector => vector with { Rows = vector.Rows * batch },
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
