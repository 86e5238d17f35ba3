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

    /// <summary>Layers whose weights are sparse where the weights' format is; null for all, the head
    /// included.</summary>
    public SparseLayers? SparseLayers { get; init; }

    /// <summary>The format of an operator's stationary operand.</summary>
    /// <remarks>
    /// A layer that is not among <see cref="SparseLayers"/> has the weights' format with all weights kept. A head with
    /// a format of its own has that, whatever the layers. Allocates nothing; equal answers are the same object.
    /// </remarks>
    public TensorFormat WeightsOf(GemmOperator gemm) => gemm.IsAttention ? KvCache
        : gemm.Role == OperatorRole.LanguageModelHead && Head is { } head ? head
        : SparseLayers is null || SparseLayers.Contains(gemm.Name) ? Weights
        : Weights.Dense;
}
