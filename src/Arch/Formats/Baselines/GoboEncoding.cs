using Accel.Arch.Formats.Quantization;

namespace Accel.Arch.Formats.Baselines;

/// <summary>
/// GOBO's encoding of a layer: an index into eight representatives for most weights, a list of the others.
/// </summary>
/// <remarks>
/// <para>A weight is an outlier when its log-density under the layer's normal distribution is below a cut. The others
/// are sorted into eight equally filled bins whose means are the first representatives; then each weight goes to the
/// nearest one (half way to the lower) and each representative to the mean of its weights, until the sum of absolute
/// errors no longer falls.</para>
/// <para>Weights are binary32 in the source; outliers are kept as they are. The split into 3-bit indices and outliers
/// is in the abstract of GOBO (MICRO 2020); the cut and the choice of the representatives are recalled, not
/// read.</para>
/// </remarks>
public sealed class GoboEncoding
{
    /// <summary>Bits of an index.</summary>
    public const int IndexBits = 3;

    /// <summary>The natural logarithm of the density below which a weight is an outlier (recalled).</summary>
    public const double DefaultCut = -4;

    private const int Size = 1 << IndexBits;

    private readonly double[] _representatives;
    private readonly byte[] _indices;
    private readonly (int Position, double Value)[] _outliers;

    private GoboEncoding(double[] representatives, byte[] indices, (int Position, double Value)[] outliers) =>
        (_representatives, _indices, _outliers) = (representatives, indices, outliers);

    /// <summary>The eight representative values, ascending.</summary>
    public ReadOnlySpan<double> Representatives => _representatives;

    /// <summary>The index of each weight; 0 at an outlier.</summary>
    public ReadOnlySpan<byte> Indices => _indices;

    /// <summary>Positions, ascending, and values of the outliers.</summary>
    public ReadOnlySpan<(int Position, double Value)> Outliers => _outliers;

    /// <summary>Encodes a layer.</summary>
    /// <param name="weights">Finite weights.</param>
    /// <param name="cut">The log-density below which a weight is an outlier; it depends on the weights' unit.</param>
    /// <exception cref="ArgumentException">There are no weights, or one is not finite.</exception>
    public static GoboEncoding Encode(ReadOnlySpan<double> weights, double cut = DefaultCut)
    {
        Magnitudes.Largest(weights);
        double reach = Reach(weights, cut, out double mean);
        List<double> inside = [];
        List<(int, double)> outliers = [];
        for (int i = 0; i < weights.Length; i++)
        {
            if (Math.Abs(weights[i] - mean) > reach)
            {
                outliers.Add((i, weights[i]));
            }
            else
            {
                inside.Add(weights[i]);
            }
        }

        double[] representatives = Representing([.. inside.Order()]);
        byte[] indices = new byte[weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            indices[i] = Math.Abs(weights[i] - mean) > reach ? (byte)0 : (byte)Nearest(representatives, weights[i]);
        }

        return new GoboEncoding(representatives, indices, [.. outliers]);
    }

    /// <summary>The weights as they are read back.</summary>
    /// <param name="weights">Receives as many as were encoded.</param>
    public void Decode(Span<double> weights)
    {
        for (int i = 0; i < _indices.Length; i++)
        {
            weights[i] = _representatives[_indices[i]];
        }

        foreach ((int position, double value) in _outliers)
        {
            weights[position] = value;
        }
    }

    /// <summary>Distance from the mean beyond which a weight is an outlier; infinite when none can be.</summary>
    private static double Reach(ReadOnlySpan<double> weights, double cut, out double mean)
    {
        double sum = 0, squares = 0;
        foreach (double weight in weights)
        {
            sum += weight;
        }

        mean = sum / weights.Length;
        foreach (double weight in weights)
        {
            squares += (weight - mean) * (weight - mean);
        }

        double deviation = Math.Sqrt(squares / weights.Length);
        double peak = -Math.Log(deviation * Math.Sqrt(2 * Math.PI));
        return deviation > 0 ? deviation * Math.Sqrt(Math.Max(0, 2 * (peak - cut))) : double.PositiveInfinity;
    }

    private static double[] Representing(double[] sorted)
    {
        double[] best = [.. Enumerable.Range(0, Size).Select(bin => Mean(sorted,
            (int)((long)sorted.Length * bin / Size), (int)((long)sorted.Length * (bin + 1) / Size), fallback: 0))];
        Array.Sort(best);
        for (double least = Error(best, sorted); ;)
        {
            double[] next = Moved(best, sorted);
            double error = Error(next, sorted);
            if (!(error < least))
            {
                return best;
            }

            (best, least) = (next, error);
        }
    }

    private static double[] Moved(double[] representatives, double[] sorted)
    {
        double[] moved = new double[Size];
        int start = 0;
        for (int i = 0; i < Size; i++)
        {
            int end = start;
            while (end < sorted.Length && Nearest(representatives, sorted[end]) == i)
            {
                end++;
            }

            (moved[i], start) = (Mean(sorted, start, end, representatives[i]), end);
        }

        return moved;
    }

    private static double Mean(double[] sorted, int start, int end, double fallback)
    {
        double sum = 0;
        for (int i = start; i < end; i++)
        {
            sum += sorted[i];
        }

        return end > start ? sum / (end - start) : fallback;
    }

    private static double Error(double[] representatives, double[] sorted)
    {
        double sum = 0;
        foreach (double weight in sorted)
        {
            sum += Math.Abs(weight - representatives[Nearest(representatives, weight)]);
        }

        return sum;
    }

    private static int Nearest(double[] representatives, double weight)
    {
        int index = 0;
        for (int i = 1; i < Size; i++)
        {
            index += weight > (representatives[i - 1] + representatives[i]) / 2 ? 1 : 0;
        }

        return index;
    }
}
