using Accel.Arch.Designs;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;

namespace Accel.Sim.Schedules;

/// <summary>The operands of a matrix product as the buffers and DRAM see them. Sizes are in bits.</summary>
/// <remarks>
/// A tensor of at most half the activation buffer stays on chip between operators; weights and the KV cache always come
/// from DRAM. Attention runs head by head, so that a head's scores stay on chip when they are that small. New keys and
/// values are appended to the KV cache in DRAM once.
/// </remarks>
internal readonly struct GemmOperands
{
    private readonly TensorFormat _weights;
    private readonly long _activationBits;

    public GemmOperands(in RunContext context, GemmOperator gemm)
    {
        _weights = context.Precision.WeightsOf(gemm);
        _activationBits = (long)context.Precision.Activations.Element.Bits;
        IsAffine = _weights.Element.Bits == Math.Floor(_weights.Element.Bits);
        BufferSet buffers = context.Design.Buffers;
        WeightBuffer = buffers.Weights.Count;
        ActivationBuffer = buffers.Activations.Count;
        OutputBuffer = buffers.Outputs.Count;
        AppendBits = gemm.IsAttention ? _weights.StorageBits(context.Phase.Tokens, context.Model.HeadDim) : 0;
    }

    public long WeightBuffer { get; }

    public long ActivationBuffer { get; }

    public long OutputBuffer { get; }

    /// <summary>What one instance appends to the KV cache.</summary>
    public long AppendBits { get; }

    /// <summary>
    /// Whether sizes are affine in K and N within a group; the fractional width of a mix is rounded up.
    /// </summary>
    public bool IsAffine { get; }

    public long Weights(long k, long n) => _weights.StorageBits(n, k);

    public long Activations(long m, long k) => m * k * _activationBits;

    public long Outputs(long m, long n) => m * n * _activationBits;

    /// <summary>Whether a tensor of activations stays in their buffer from one operator to the next.</summary>
    public bool StaysOnChip(long bits) => bits * 2 <= ActivationBuffer;
}
