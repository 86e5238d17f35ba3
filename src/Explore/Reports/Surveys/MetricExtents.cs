namespace Accel.Explore.Reports.Surveys;

/// <summary>The smallest and the largest value of each metric.</summary>
internal sealed class MetricExtents
{
    private readonly double[] _low;
    private readonly double[] _high;

    public MetricExtents(int metrics)
    {
        _low = new double[metrics];
        _high = new double[metrics];
        Array.Fill(_low, double.PositiveInfinity);
        Array.Fill(_high, double.NegativeInfinity);
    }

    public void Add(ReadOnlySpan<double> metrics)
    {
        for (int metric = 0; metric < metrics.Length; metric++)
        {
            // Comparisons, not Min and Max: a NaN changes nothing.
            double value = metrics[metric];
            if (value < _low[metric])
            {
                _low[metric] = value;
            }

            if (value > _high[metric])
            {
                _high[metric] = value;
            }
        }
    }

    /// <summary>Infinite, and above the high end, when there was no value.</summary>
    public double Low(int metric) => _low[metric];

    public double High(int metric) => _high[metric];
}
