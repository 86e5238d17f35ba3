using Accel.Arch.Designs.Systolic;

namespace Accel.Sim.Systolic.ScaleSim;

/// <summary>When the array writes outputs, and what its buffer makes of it.</summary>
/// <remarks>Exact. Takes time with the number of drains, not of cycles.</remarks>
internal static class ScaleSimOutputs
{
    private const int MostKept = 4096;

    [ThreadStatic]
    private static Dictionary<(ScaleSimProduct, long), ScaleSimDrain>? s_kept;

    /// <summary>The traffic of a product's outputs through a buffer of so many bytes.</summary>
    public static ScaleSimDrain Drain(in ScaleSimProduct product, long bytes)
    {
        Dictionary<(ScaleSimProduct, long), ScaleSimDrain> kept = s_kept ??= [];
        if (!kept.TryGetValue((product, bytes), out ScaleSimDrain drain))
        {
            if (kept.Count == MostKept)
            {
                kept.Clear();
            }

            drain = kept[(product, bytes)] = Walk(product, bytes);
        }

        return drain;
    }

    private static ScaleSimDrain Walk(in ScaleSimProduct product, long bytes)
    {
        ScaleSimWriteBuffer buffer = new(bytes, product.Columns);
        if (product.Dataflow == Dataflow.OutputStationary)
        {
            Outputs(product, ref buffer);
        }
        else
        {
            PartialSums(product, ref buffer);
        }

        return buffer.Finish(product.Cycles);
    }

    /// <summary>Outputs that stay leave at the bottom: the last row first, a used row every cycle.</summary>
    private static void Outputs(in ScaleSimProduct product, ref ScaleSimWriteBuffer buffer)
    {
        long cycles = product.FoldCycles, start = 0;
        bool isEven = product.LastRows == product.Rows;
        long full = isEven ? product.RowFolds : product.RowFolds - 1;
        for (long column = 0; column < product.ColumnFolds; column++)
        {
            long width = column == product.ColumnFolds - 1 ? product.LastColumns : product.Columns;
            buffer.Write(new ScaleSimWriteRun(start, full, cycles, product.K - 1, product.Rows, width));
            start += full * cycles;
            if (!isEven)
            {
                long offset = product.K - 1 + product.Rows - product.LastRows;
                buffer.Write(new ScaleSimWriteRun(start, 1, cycles, offset, product.LastRows, width));
                start += cycles;
            }
        }
    }

    /// <summary>Else every operand that passed by leaves a partial sum in every used column.</summary>
    private static void PartialSums(in ScaleSimProduct product, ref ScaleSimWriteBuffer buffer)
    {
        long cycles = product.FoldCycles, offset = (2 * product.Rows) - 1;
        long full = (product.ColumnFolds - 1) * product.RowFolds;
        buffer.Write(new ScaleSimWriteRun(0, full, cycles, offset, product.Depth, product.Columns));
        buffer.Write(new ScaleSimWriteRun(full * cycles, product.RowFolds, cycles, offset, product.Depth,
            product.LastColumns));
    }
}
