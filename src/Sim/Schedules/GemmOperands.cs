using Accel.Arch.Designs;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;

namespace Accel.Sim.Schedules;

/// <summary>The operands of a matrix product as the buffers and DRAM see them. Sizes are in bits.</summary>
/// <remarks>
/// A tensor of at most half the activation buffer stays on chip between operators; weights and the KV cache always come
/// from DRAM. Attention runs head by head, so that a head's scores stay on chip when they are that small. New keys and
/// values are appended to the KV cache in DRAM once. A convolution's input comes from DRAM
/// as the feature map it is (<see cref="InputFootprint"/>), and is on chip when all of that map, of all groups, is that
/// small; the fabric's own reads of the buffer are those of the matrix product, window by window.
/// </remarks>
internal readonly struct GemmOperands
{
    private readonly TensorFormat _weights;
    private readonly long _activationBits;
    private readonly InputFootprint _footprint;
    private readonly long _groups;

    public GemmOperands(in RunContext context, GemmOperator gemm)
    {
        _weights = context.Precision.WeightsOf(gemm);
        _activationBits = (long)context.Precision.Activations.Element.Bits;
        IsAffine = _weights.Element.Bits == Math.Floor(_weights.Element.Bits)
            && _weights.Sparsity is null or { IsMix: false, SharedBy: 1 };
        BufferSet buffers = context.Design.Buffers;
        WeightBuffer = buffers.Weights.Count;
        ActivationBuffer = buffers.Activations.Count;
        OutputBuffer = buffers.Outputs.Count;
        AppendBits = gemm.IsAttention ? _weights.StorageBits(NewPositions(context.Phase, gemm), gemm.HeadDim) : 0;
        _footprint = InputFootprint.Of(gemm);
        _groups = gemm.Convolution is null ? 1 : gemm.Instances;
    }

    public long WeightBuffer { get; }

    public long ActivationBuffer { get; }

    public long OutputBuffer { get; }

    /// <summary>What one instance appends to the KV cache.</summary>
    public long AppendBits { get; }

    /// <summary>
    /// Whether sizes are affine in K and N within a group; the fractional width of a mix is rounded up, and channels
    /// that share a sparse pattern or a block's descriptor pay for it once.
    /// </summary>
    public bool IsAffine { get; }

    public long Weights(long k, long n) => _weights.StorageBits(n, k);

    /// <summary>What a block of M and a chunk of K fetch; blocks of a convolution share halos.</summary>
    public long Activations(long m, long k) =>
        (_footprint.IsSet ? _footprint.Elements(m, k) : m * k) * _activationBits;

    public long Outputs(long m, long n) => m * n * _activationBits;

    /// <summary>The whole tensor that the operator before has left, of the whole product.</summary>
    public long InputTensor(long m, long k) =>
        (_footprint.IsSet ? _footprint.Tensor(m) : m * k) * _groups * _activationBits;

    /// <summary>The whole tensor that the operator behind finds.</summary>
    public long OutputTensor(long m, long n) => Outputs(m, n) * _groups;

    /// <summary>Whether a tensor of activations stays in their buffer from one operator to the next.</summary>
    public bool StaysOnChip(long bits) => bits * 2 <= ActivationBuffer;

    /// <summary>Positions whose keys or values are new: all in a single pass, a token's while decoding.</summary>
    private static long NewPositions(Phase phase, GemmOperator gemm)
    {
        if (phase.Kind == PhaseKind.Decode)
        {
            return phase.Tokens;
        }

        // A prompt's positions all enter the cache, also those that no token of it attends to.
        return gemm.ContextAxis != ContextAxis.None ? phase.Context
            : gemm.Role == OperatorRole.AttentionScores ? gemm.N : gemm.K;
    }
}
