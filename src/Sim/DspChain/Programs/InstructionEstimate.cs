using Accel.Arch.Designs.DspChain;
using Accel.Arch.Workloads;

namespace Accel.Sim.DspChain.Programs;

/// <summary>The instructions that one step of a model takes, counted by the tiles of FlightLLM's artifact.</summary>
/// <remarks>
/// <para>
/// A matrix-vector instruction covers 512 output channels and a matrix-matrix instruction as many channels as a core
/// has chains, of 16 tokens. Each loads its weights from all channels of a core, and its activations and their indexes
/// or scales. The special-function unit takes an instruction a row. Loads that a long program shares are not told apart
/// from others, so that matrix-matrix products take as many as the artifact's two published programs have.
/// </para>
/// <para>
/// Calibrated: the longest reduction of an instruction (2048 and 4096), and the loads of a matrix-matrix instruction
/// (5.6), to the counts of the programs that the artifact generates; a matrix-vector instruction's ten loads follow
/// from structure. A figure of the size of programs, not of time.
/// </para>
/// </remarks>
public static class InstructionEstimate
{
    private const long VectorChannels = 512, VectorReduction = 2048, MatrixTokens = 16, MatrixReduction = 4096;

    /// <summary>Loads of ten matrix-matrix instructions.</summary>
    private const long LoadsOfTen = 56;

    /// <summary>Loads besides those of the weights: activations, and indexes or scales.</summary>
    private const long OtherLoads = 2;

    /// <summary>The instructions of all operators at a context.</summary>
    public static InstructionCounts Of(DspChainFabric fabric, IEnumerable<Operator> operators, long context)
    {
        ArgumentNullException.ThrowIfNull(fabric);
        ArgumentNullException.ThrowIfNull(operators);
        InstructionCounts all = default;
        foreach (Operator work in operators)
        {
            InstructionCounts one = work switch
            {
                GemmOperator gemm => OfProduct(fabric, gemm, context) * gemm.Count,
                VectorOperator vector => new InstructionCounts(0, 0, 0, vector.Rows, 1) * vector.Count,
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            all += one;
        }

        return all;
    }

    private static InstructionCounts OfProduct(DspChainFabric fabric, GemmOperator gemm, long context)
    {
        (long m, long k, long n) = gemm.At(context);
        if (m == 1)
        {
            long vectors = Ceil(n, VectorChannels) * Ceil(k, VectorReduction);
            return new InstructionCounts(
                vectors * (fabric.Memory.ChannelsPerCore + OtherLoads), 0, vectors, 0, 0) + Append(gemm);
        }

        long products = Ceil(n, fabric.Chains) * Ceil(m, MatrixTokens) * Ceil(k, MatrixReduction);
        return new InstructionCounts(products * LoadsOfTen / 10, Ceil(m, MatrixTokens), products, 0, 0)
            + Append(gemm);
    }

    /// <summary>New keys or values of a head go to memory.</summary>
    private static InstructionCounts Append(GemmOperator gemm) => new(0, gemm.IsAttention ? 1 : 0, 0, 0, 0);

    private static long Ceil(long value, long unit) => (value + unit - 1) / unit;
}
