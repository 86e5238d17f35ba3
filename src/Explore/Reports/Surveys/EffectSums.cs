namespace Accel.Explore.Reports.Surveys;

/// <summary>Sums of metrics for each value of one axis, from which its main effects follow.</summary>
internal sealed class EffectSums
{
    private readonly int _metrics;
    private readonly long[] _counts;
    private readonly double[] _sums;

    public EffectSums(int values, int metrics)
    {
        _metrics = metrics;
        _counts = new long[values];
        _sums = new double[values * metrics];
    }

    /// <param name="places">The metrics, or their logarithms.</param>
    public void Add(int value, ReadOnlySpan<double> places)
    {
        _counts[value]++;
        Span<double> sums = _sums.AsSpan(value * _metrics, _metrics);
        for (int metric = 0; metric < sums.Length; metric++)
        {
            sums[metric] += places[metric];
        }
    }

    /// <param name="squares">The sum of the squares of the metric's places over all points.</param>
    public AxisEffect Build(int axis, int metric, int slot, bool isGeometric, double squares)
    {
        long count = _counts.Sum();
        double total = Enumerable.Range(0, _counts.Length).Sum(value => _sums[(value * _metrics) + slot]);
        double mean = total / count;
        double between = 0;
        double[] means = new double[_counts.Length];
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        for (int value = 0; value < means.Length; value++)
        {
            double own = _sums[(value * _metrics) + slot] / _counts[value];
            means[value] = isGeometric ? Math.Exp(own) : own;
            if (_counts[value] > 0)
            {
                between += _counts[value] * (own - mean) * (own - mean);
                low = Math.Min(low, own);
                high = Math.Max(high, own);
            }
        }

        // A metric that hardly varies leaves nothing but rounding in the difference of the two large sums.
        double variance = squares - (total * mean);
        double share = variance > 1e-9 * squares ? Math.Clamp(between / variance, 0, 1) : 0;
        return new AxisEffect(axis, metric, [.. means], isGeometric,
            count == 0 ? double.NaN : isGeometric ? Math.Exp(high - low) : high - low, share);
    }
}
