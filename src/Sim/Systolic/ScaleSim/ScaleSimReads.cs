using Accel.Arch.Designs.Systolic;
using Accel.Arch.Workloads;

namespace Accel.Sim.Systolic.ScaleSim;

/// <summary>What SCALE-Sim's stall-free mode reads from DRAM: the misses of its two read buffers.</summary>
/// <remarks>
/// A buffer holds 50 sets of a hundredth of its bytes each, one element a byte, so half of what it is given. It is
/// emptied whole at the moment the last set is full. Exact; the order of requests within a fold matters only where a
/// convolution asks for a pixel more than once. Source: scalesim/memory/read_buffer_estimate_bw.py.
/// </remarks>
internal static class ScaleSimReads
{
    private const long Sets = 50;

    /// <summary>Elements of one set; SCALE-Sim itself fails below 100 bytes, where this is one.</summary>
    public static long SetElements(long bytes) => Math.Max(1, bytes / 100);

    /// <summary>Elements that are inserted before a buffer is emptied.</summary>
    public static long Capacity(long bytes) => Sets * SetElements(bytes);

    /// <summary>Activations read from DRAM.</summary>
    public static long Activations(in ScaleSimProduct product, Convolution? convolution, long bytes)
    {
        long capacity = Capacity(bytes);
        long passes = product.Dataflow == Dataflow.InputStationary ? 1 : product.ColumnFolds;
        if (convolution is null)
        {
            return Repeated(product.M * product.K, passes, capacity);
        }

        ScaleSimImage image = new(convolution);
        return !image.Overlaps || image.DistinctPixels < capacity
            ? Repeated(image.DistinctPixels, passes, capacity)
            : ScaleSimWindows.Reads(product, convolution, capacity);
    }

    /// <summary>Weights read from DRAM.</summary>
    public static long Weights(in ScaleSimProduct product, long bytes) => product.Dataflow switch
    {
        Dataflow.OutputStationary => Tiles(product, Capacity(bytes)),
        Dataflow.WeightStationary => product.K * product.N,
        _ => Repeated(product.K * product.N, product.ColumnFolds, Capacity(bytes)),
    };

    /// <summary>Misses of different elements that are asked for in the same order in every pass.</summary>
    /// <remarks>From the capacity on, an element is always gone by the time it is wanted again.</remarks>
    private static long Repeated(long elements, long passes, long capacity) =>
        elements < capacity ? elements : elements * passes;

    /// <summary>Misses of tiles of K x columns weights, each asked for as often as there are rows of folds.</summary>
    private static long Tiles(in ScaleSimProduct product, long capacity)
    {
        long passes = product.RowFolds;
        if (passes == 1)
        {
            return product.K * product.N;
        }

        long misses = 0, held = 0;
        for (long fold = 0; fold < product.ColumnFolds; fold++)
        {
            long tile = product.K * (fold == product.ColumnFolds - 1 ? product.LastColumns : product.Columns);
            if (tile >= capacity)
            {
                misses += passes * tile;
                held = (held + (passes * tile)) % capacity;
            }
            else if (held + tile < capacity)
            {
                misses += tile;
                held += tile;
            }
            else
            {
                // Emptied on the way: the second pass brings back what the first inserted before that.
                long lost = capacity - held;
                misses += tile + lost;
                held = tile;
            }
        }

        return misses;
    }
}
