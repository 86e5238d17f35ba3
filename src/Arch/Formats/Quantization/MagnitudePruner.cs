using Accel.Arch.Formats.Sparse;

namespace Accel.Arch.Formats.Quantization;

/// <summary>Chooses the weights that N:M sparsity keeps: the largest ones of each block.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>A block keeps its N largest magnitudes; of equal ones those at lower places.</item>
/// <item>Channels that share a pattern keep the places where the sum of their squares is largest.</item>
/// <item>Of a mix, the blocks of 16 channels with the largest sums of squares have the higher N: as many of a row of
/// blocks as <see cref="WeightSparsity.HighSteps"/> says, the lower places of equal ones. A partial last block is
/// the first of them, whatever its sum.</item>
/// </list>
/// FlightLLM and AccLLM prune by gradients or layer by layer; magnitudes are the plain rule without data. Sums run in
/// order, channel by channel.
/// </remarks>
public static class MagnitudePruner
{
    /// <summary>Marks what is kept of a tensor.</summary>
    /// <param name="weights">Row-major [channels x K], finite.</param>
    /// <param name="kept">Row-major [channels x K].</param>
    /// <exception cref="ArgumentException">A weight is not finite, or lengths do not fit.</exception>
    public static void Prune(
        WeightSparsity sparsity, int channels, ReadOnlySpan<double> weights, Span<bool> kept)
    {
        ArgumentNullException.ThrowIfNull(sparsity);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length % channels, 0, nameof(weights));
        ArgumentOutOfRangeException.ThrowIfNotEqual(kept.Length, weights.Length, nameof(kept));
        // Squares of magnitudes up to 1 neither overflow nor, but for those that lose anyway, vanish.
        double largest = weights.IsEmpty ? 0 : Magnitudes.Largest(weights);
        double unit = largest > 0 ? largest : 1;

        int k = weights.Length / channels;
        int[] counts = new int[sparsity.BlocksOf(k)];
        Array.Fill(counts, sparsity.Low);
        for (int strip = 0; strip < channels; strip += sparsity.StripChannels)
        {
            int rows = Math.Min(sparsity.StripChannels, channels - strip);
            ReadOnlySpan<double> of = weights.Slice(strip * k, rows * k);
            if (sparsity.IsMix)
            {
                ChooseBlocks(sparsity, of, k, counts, unit);
            }

            for (int row = 0; row < rows; row += sparsity.SharedBy)
            {
                int shared = Math.Min(sparsity.SharedBy, rows - row);
                PruneShared(sparsity.Block, counts, of.Slice(row * k, shared * k),
                    kept.Slice((strip + row) * k, shared * k), k, unit);
            }
        }
    }

    /// <summary>Sets the N of each block of a row of blocks of a mix.</summary>
    private static void ChooseBlocks(WeightSparsity sparsity, ReadOnlySpan<double> rows, int k, int[] counts,
        double unit)
    {
        double[] sums = new double[counts.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            sums[i % k / sparsity.Block] += Square(rows[i], unit);
        }

        if (k % sparsity.Block != 0)
        {
            sums[^1] = double.PositiveInfinity;
        }

        int[] order = [.. Enumerable.Range(0, counts.Length)
            .OrderByDescending(block => sums[block]).ThenBy(block => block)];
        int high = (int)sparsity.HighSteps(counts.Length);
        for (int i = 0; i < order.Length; i++)
        {
            counts[order[i]] = i < high ? sparsity.High : sparsity.Low;
        }
    }

    /// <summary>Prunes adjacent channels with one pattern, block by block.</summary>
    private static void PruneShared(int block, int[] counts, ReadOnlySpan<double> rows, Span<bool> kept, int k,
        double unit)
    {
        Span<double> scores = stackalloc double[16];
        for (int b = 0; b < counts.Length; b++)
        {
            int start = b * block;
            int size = Math.Min(block, k - start);
            Score(rows, k, start, scores[..size], unit);
            for (int i = 0; i < size; i++)
            {
                bool keeps = Rank(scores[..size], i) < counts[b];
                for (int at = start + i; at < rows.Length; at += k)
                {
                    kept[at] = keeps;
                }
            }
        }
    }

    private static void Score(ReadOnlySpan<double> rows, int k, int start, Span<double> scores, double unit)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            double sum = 0;
            for (int at = start + i; at < rows.Length; at += k)
            {
                sum += Square(rows[at], unit);
            }

            // The square of a small weight may vanish; a channel by itself is ordered by its magnitudes.
            scores[i] = rows.Length == k ? Math.Abs(rows[start + i]) : sum;
        }
    }

    private static double Square(double weight, double unit) => weight / unit * (weight / unit);

    /// <summary>How many entries come before one: the larger ones, and equal ones at lower places.</summary>
    private static int Rank(ReadOnlySpan<double> scores, int index)
    {
        int rank = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            rank += scores[i] > scores[index] || (scores[i] == scores[index] && i < index) ? 1 : 0;
        }

        return rank;
    }
}
