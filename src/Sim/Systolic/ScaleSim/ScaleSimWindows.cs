using System.Buffers;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Workloads;

namespace Accel.Sim.Systolic.ScaleSim;

/// <summary>
/// The misses of a convolution whose windows overlap: a walk over the addresses that the array asks for.
/// </summary>
/// <remarks>
/// The array asks cycle by cycle, and within a cycle from its first row (or column) to its last. All columns of folds
/// ask for the same; the walk ends as soon as a pass starts in a state that an earlier one started in.
/// </remarks>
internal static class ScaleSimWindows
{
    private const int MostKept = 4096;

    [ThreadStatic]
    private static Dictionary<(ScaleSimProduct, Convolution, long), long>? s_kept;

    /// <summary>Misses of a buffer that is emptied after every <paramref name="capacity"/> insertions.</summary>
    /// <exception cref="OverflowException">The image has more elements than an array can have.</exception>
    public static long Reads(in ScaleSimProduct product, Convolution convolution, long capacity)
    {
        Dictionary<(ScaleSimProduct, Convolution, long), long> kept = s_kept ??= [];
        if (!kept.TryGetValue((product, convolution, capacity), out long reads))
        {
            if (kept.Count == MostKept)
            {
                kept.Clear();
            }

            reads = kept[(product, convolution, capacity)] = Walk(product, convolution, capacity);
        }

        return reads;
    }

    private static long Walk(in ScaleSimProduct product, Convolution convolution, long capacity)
    {
        ScaleSimImage image = new(convolution);
        int addresses = (int)(image.Height * image.Width * convolution.Channels);
        int[] stamps = ArrayPool<int>.Shared.Rent(addresses);
        Span<int> clear = stamps.AsSpan(0, addresses);
        clear.Clear();
        Window window = new(Pixels(image, convolution), Taps(image, convolution), (int)image.Height, (int)image.Width);
        ScaleSimReadBuffer buffer = new(clear, capacity);
        long misses = product.Dataflow == Dataflow.InputStationary
            ? Still(product, window, ref buffer)
            : Passes(product, window, ref buffer);
        ArrayPool<int>.Shared.Return(stamps);
        return misses;
    }

    /// <summary>Every column of folds is one pass over all activations.</summary>
    /// <remarks>
    /// What the buffer holds after a pass in which it was emptied are the requests since then, so that their number
    /// names the state. After a pass in which it was not, it holds everything.
    /// </remarks>
    private static long Passes(in ScaleSimProduct product, in Window window, ref ScaleSimReadBuffer buffer)
    {
        Dictionary<long, int> starts = [];
        List<long> missesBefore = [];
        for (int pass = 0; pass < product.ColumnFolds; pass++)
        {
            if (starts.TryGetValue(buffer.Held, out int same))
            {
                long period = pass - same;
                (long rounds, long rest) = Math.DivRem(product.ColumnFolds - pass, period);
                return buffer.Misses + (rounds * (buffer.Misses - missesBefore[same]))
                    + missesBefore[same + (int)rest] - missesBefore[same];
            }

            starts.Add(buffer.Held, pass);
            missesBefore.Add(buffer.Misses);
            int emptied = buffer.TimesEmptied;
            Pass(product, window, ref buffer);
            if (buffer.TimesEmptied == emptied)
            {
                break;
            }
        }

        return buffer.Misses;
    }

    private static void Pass(in ScaleSimProduct product, in Window window, ref ScaleSimReadBuffer buffer)
    {
        bool areOutputs = product.Dataflow == Dataflow.OutputStationary;
        ReadOnlySpan<Place> rows = areOutputs ? window.Pixels : window.Taps;
        ReadOnlySpan<Place> depth = areOutputs ? window.Taps : window.Pixels;
        for (int start = 0; start < rows.Length; start += (int)product.Rows)
        {
            ReadOnlySpan<Place> fold = rows[start..(int)Math.Min(rows.Length, start + product.Rows)];
            for (int line = 0; line < depth.Length + fold.Length - 1; line++)
            {
                // Row r is r cycles late.
                int last = Math.Min(fold.Length - 1, line);
                for (int row = Math.Max(0, line - depth.Length + 1); row <= last; row++)
                {
                    window.Request(fold[row], depth[line - row], ref buffer);
                }
            }
        }
    }

    /// <summary>Activations that stay are loaded once, the last row first.</summary>
    private static long Still(in ScaleSimProduct product, in Window window, ref ScaleSimReadBuffer buffer)
    {
        for (long column = 0; column < product.M; column += product.Columns)
        {
            ReadOnlySpan<Place> pixels =
                window.Pixels.AsSpan((int)column, (int)Math.Min(product.Columns, product.M - column));
            for (long start = 0; start < product.K; start += product.Rows)
            {
                for (long row = Math.Min(product.K, start + product.Rows) - 1; row >= start; row--)
                {
                    foreach (Place pixel in pixels)
                    {
                        window.Request(pixel, window.Taps[row], ref buffer);
                    }
                }
            }
        }

        return buffer.Misses;
    }

    private static Place[] Pixels(ScaleSimImage image, Convolution convolution)
    {
        Place[] pixels = new Place[convolution.M];
        for (long index = 0; index < pixels.Length; index++)
        {
            long y = index / convolution.OutputWidth * convolution.StrideVertical;
            long x = index % convolution.OutputWidth * convolution.StrideHorizontal;
            pixels[index] = Place.At(image, convolution, y, x, 0);
        }

        return pixels;
    }

    private static Place[] Taps(ScaleSimImage image, Convolution convolution)
    {
        Place[] taps = new Place[convolution.K];
        for (long index = 0; index < taps.Length; index++)
        {
            (long place, long channel) = Math.DivRem(index, convolution.Channels);
            (long y, long x) = Math.DivRem(place, convolution.FilterWidth);
            taps[index] = Place.At(image, convolution, y, x, channel);
        }

        return taps;
    }

    /// <summary>A corner of a window, or a place in it: coordinates and addresses of the two add up.</summary>
    private readonly record struct Place(int Address, int Y, int X)
    {
        public static Place At(ScaleSimImage image, Convolution convolution, long y, long x, long channel) =>
            new((int)((((y * image.Width) + x) * convolution.Channels) + channel), (int)y, (int)x);
    }

    private readonly record struct Window(Place[] Pixels, Place[] Taps, int Height, int Width)
    {
        public void Request(in Place one, in Place other, ref ScaleSimReadBuffer buffer)
        {
            if (one.Y + other.Y < Height && one.X + other.X < Width)
            {
                buffer.Request(one.Address + other.Address);
            }
        }
    }
}
