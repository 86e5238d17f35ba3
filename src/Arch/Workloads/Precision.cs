using Accel.Arch.Formats;

namespace Accel.Arch.Workloads;

/// <summary>The formats in which a run computes and stores.</summary>
/// <param name="Weights">Format of the linear layers' weights.</param>
/// <param name="Activations">Format of activations, everywhere.</param>
/// <param name="KvCache">Format of cached keys and values.</param>
public sealed record Precision(TensorFormat Weights, TensorFormat Activations, TensorFormat KvCache)
{
    /// <summary>The format of an operator's stationary operand.</summary>
    public TensorFormat WeightsOf(GemmOperator gemm) => gemm.IsAttention ? KvCache : Weights;
}
