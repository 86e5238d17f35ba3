using Accel.Arch.Workloads;
using Accel.Sim.Memory;

namespace Accel.Sim.Schedules;

/// <summary>What one instance of a matrix product reads and writes of DRAM when each operand is fetched once.</summary>
internal static class GemmAccess
{
    private const double BitsPerByte = 8;

    /// <param name="foldM">Tokens of one fold, the least height of a block.</param>
    public static DramAccess Of(in GemmOperands operands, GemmOperator gemm, long context, long foldM)
    {
        (long m, long k, long n) = gemm.At(context);
        double weights = operands.Weights(k, n) / BitsPerByte;
        double activations = operands.StaysOnChip(operands.InputTensor(m, k))
            ? 0 : operands.Activations(m, k) / BitsPerByte;
        bool stays = operands.StaysOnChip(operands.OutputTensor(m, n));
        double outputs = stays ? 0 : operands.Outputs(m, n) / BitsPerByte;
        double append = operands.AppendBits / BitsPerByte;
        double block = Math.Min(outputs, operands.OutputBuffer / (2 * BitsPerByte));
        double row = outputs / m;
        double height = Math.Min(m, foldM);
        return new DramAccess
        {
            WeightBytes = weights,
            WeightRun = Math.Min(weights, operands.WeightBuffer / (2 * BitsPerByte)),
            ActivationBytes = activations,
            ActivationRun = Math.Min(activations, operands.ActivationBuffer / (2 * BitsPerByte)),
            OutputBytes = outputs + append,

            // A block as wide as the product is contiguous; of a narrower one each row is a run.
            OutputRun = stays ? append : row * height <= block ? block : block / height,
            OutputBlock = stays ? append : block,
        };
    }
}
