namespace Accel.Explore.Reports;

/// <summary>An axis of a static plot: linear, or logarithmic as a linear axis over log10, so that range and ticks are
/// ours.</summary>
internal sealed class PlotScale
{
    private PlotScale(bool isLog, double low, double high)
    {
        IsLog = isLog;
        Low = low;
        High = high;
    }

    public bool IsLog { get; }

    /// <summary>The start of the axis, as a place.</summary>
    public double Low { get; }

    /// <summary>The end of the axis, as a place.</summary>
    public double High { get; }

    public static PlotScale Of(DensityAxis axis) => new(axis.IsLog, axis.Low, axis.High);

    /// <summary>A scale that holds the values; logarithmic when they are positive and span over 1.5 decades.</summary>
    /// <param name="log">Decides instead of the values, when given.</param>
    public static PlotScale Over(IEnumerable<double> values, bool? log = null)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0)
        {
            return new PlotScale(false, 0, 1);
        }

        double min = finite.Min();
        double max = finite.Max();
        bool isLog = min > 0 && (log ?? max > min * Math.Pow(10, 1.5));
        (double low, double high) = isLog ? (Math.Log10(min), Math.Log10(max)) : (min, max);
        double span = high > low ? high - low : Math.Max(Math.Abs(high) * 0.1, 1e-12);
        double start = !isLog && low >= 0 && low < span * 0.15 ? 0 : low - span * 0.05;
        return new PlotScale(isLog, start, high + span * 0.05);
    }

    /// <summary>Where a value stands on the axis; NaN for one that a logarithmic axis cannot show.</summary>
    public double Place(double value) => !IsLog ? value : value > 0 ? Math.Log10(value) : double.NaN;

    public double Value(double place) => IsLog ? Math.Pow(10, place) : place;

    /// <summary>The values of round ticks.</summary>
    public IEnumerable<double> Ticks()
    {
        if (IsLog && High - Low > 0.6)
        {
            double[] mantissas = High - Low > 6 ? [1] : High - Low > 2 ? [1, 3] : [1, 2, 5];
            for (int decade = (int)Math.Floor(Low); decade <= High; decade++)
            {
                foreach (double mantissa in mantissas)
                {
                    double tick = mantissa * Math.Pow(10, decade);
                    if (Math.Log10(tick) >= Low && Math.Log10(tick) <= High)
                    {
                        yield return tick;
                    }
                }
            }

            yield break;
        }

        double from = Value(Low);
        double to = Value(High);
        double power = Math.Pow(10, Math.Floor(Math.Log10((to - from) / 5)));
        double step = power * ((double[])[1, 2, 2.5, 5, 10]).First(m => m * power >= (to - from) / 5 * 0.999999);
        for (double i = Math.Ceiling(from / step - 1e-9); i * step <= to + step * 1e-9; i++)
        {
            yield return i * step + 0.0;
        }
    }
}
