using Accel.Arch.Activity;
using Accel.Arch.Designs.BitSerial;
using Accel.Sim.Schedules;

namespace Accel.Sim.BitSerial;

/// <summary>
/// The rules that both revisions of the BitMoD simulator share (artifact repository, bitmod_sim/accelerator.py).
/// </summary>
/// <remarks>
/// Quirks kept: edge tiles count whole; no fill, drain, skew, bank conflict or dequantization; a layer takes the larger
/// of compute and DRAM time, with no tile of the next layer prefetched; DRAM runs at peak bandwidth whatever its type,
/// its cycles truncated once a layer; all PEs count as active in every compute cycle; each buffer is read once a tile
/// at its port's width (half of what a bit-serial tile consumes) and written in 64-bit words; outputs are written into
/// the activation buffer, never read back, and go to DRAM; encoders, accumulators and the output buffer are free.
/// </remarks>
internal static class BitmodRules
{
    private const int WordBits = 64;
    private const int ActivationBits = 16;

    /// <summary>What one layer does in one pass.</summary>
    public static ActivityCounts Count(in RunContext context, in BitmodProduct product)
    {
        var fabric = (BitSerialFabric)context.Design.Fabric;
        long tiles = CeilDivide(product.K, fabric.Lanes) * CeilDivide(product.N, fabric.Rows)
            * CeilDivide(product.Tokens, fabric.Columns) * product.TokenBatch;
        long compute = tiles * product.CyclesPerTile;

        long inputRows = product.Tokens * product.TokenBatch;
        long weightRows = product.N * product.WeightBatch;
        long weightBytes = CeilDivide(product.K * product.DramWeightBits, 8) * weightRows;
        long inputBytes = CeilDivide(product.InputK * ActivationBits, 8) * inputRows;
        long outputBytes = CeilDivide(product.N * ActivationBits, 8) * inputRows;
        (long weightFetches, long inputFetches) = Fetches(context, weightBytes, inputBytes);

        long readBytes = (weightBytes * weightFetches) + (inputBytes * inputFetches);
        double bitsPerCycle = context.Design.Dram.Bandwidth.Value * 8 / context.Design.Clock.Value;
        long dram = (long)((readBytes + outputBytes) * 8 / bitsPerCycle);
        long weightWords = CeilDivide(product.K * product.BufferWeightBits, WordBits) * weightRows * weightFetches;
        long inputWords = CeilDivide(product.InputK * ActivationBits, WordBits) * inputRows * inputFetches;
        long outputWords = CeilDivide(product.N * ActivationBits, WordBits) * inputRows;
        return new ActivityCounts
        {
            Cycles = Math.Max(compute, dram),
            ComputeCycles = compute,
            DramCycles = dram,
            PeActiveCycles = compute * fabric.Pes,
            WeightReadBits = tiles * context.Design.WeightPortBits(context.Precision),
            WeightWriteBits = weightWords * WordBits,
            ActivationReadBits = tiles * context.Design.ActivationPortBits(context.Precision),
            ActivationWriteBits = (inputWords + outputWords) * WordBits,
            WeightReads = tiles * fabric.Lanes * fabric.Rows,
            ActivationReads = tiles * fabric.Lanes * fabric.Columns,
            OutputWrites = inputRows * product.N,
            DramReadBytes = readBytes,
            DramWriteBytes = outputBytes,
        };
    }

    /// <summary>
    /// When neither operand fits its buffer, one of them is fetched again for every bufferful of the other, whichever
    /// moves fewer bytes; on a tie the inputs.
    /// </summary>
    private static (long Weights, long Inputs) Fetches(in RunContext context, long weightBytes, long inputBytes)
    {
        long weightBuffer = context.Design.Buffers.Weights.Bytes;
        long inputBuffer = context.Design.Buffers.Activations.Bytes;
        if (weightBytes <= weightBuffer || inputBytes <= inputBuffer)
        {
            return (1, 1);
        }

        long weightFetches = CeilDivide(inputBytes, inputBuffer);
        long inputFetches = CeilDivide(weightBytes, weightBuffer);
        return (weightFetches * weightBytes) + inputBytes < (inputFetches * inputBytes) + weightBytes
            ? (weightFetches, 1)
            : (1, inputFetches);
    }

    private static long CeilDivide(long value, long divisor) => (value + divisor - 1) / divisor;

    private static long CeilDivide(double value, long divisor) => (long)Math.Ceiling(value / divisor);
}
