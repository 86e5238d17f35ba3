using Accel.Arch.Formats;

namespace Accel.Arch.Workloads;

/// <summary>The formats in which a run computes and stores.</summary>
/// <param name="Weights">Format of the linear layers' weights.</param>
/// <param name="Activations">Format of activations, everywhere.</param>
/// <param name="KvCache">Format of cached keys and values.</param>
public sealed record Precision(TensorFormat Weights, TensorFormat Activations, TensorFormat KvCache)
{
    /// <summary>Format of the language-model head and of the embedding; null where it is that of the weights.</summary>
    public TensorFormat? Head { get; init; }

    /// <summary>The format of an operator's stationary operand.</summary>
    public TensorFormat WeightsOf(GemmOperator gemm) => gemm.IsAttention ? KvCache
        : gemm.Role == OperatorRole.LanguageModelHead ? Head ?? Weights
        : Weights;
}
