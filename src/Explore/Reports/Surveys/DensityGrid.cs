using System.Collections.Immutable;

namespace Accel.Explore.Reports.Surveys;

/// <summary>Counts points in the cells of the plane of two metrics.</summary>
internal sealed class DensityGrid(int x, int y, PlotScale across, PlotScale up)
{
    private readonly long[] _counts = new long[MetricDensity.Columns * MetricDensity.Rows];

    public void Add(double horizontal, double vertical)
    {
        // A range holds all values that it was made from, so the last cell takes its own upper edge.
        double column = (horizontal - across.Low) / (across.High - across.Low) * MetricDensity.Columns;
        double row = (vertical - up.Low) / (up.High - up.Low) * MetricDensity.Rows;
        if (column >= 0 && row >= 0)
        {
            int cell = (Math.Min((int)row, MetricDensity.Rows - 1) * MetricDensity.Columns)
                + Math.Min((int)column, MetricDensity.Columns - 1);
            _counts[cell]++;
        }
    }

    public int X => x;

    public int Y => y;

    public MetricDensity Build() => new(
        x, y, new DensityAxis(across.IsLog, across.Low, across.High), new DensityAxis(up.IsLog, up.Low, up.High),
        ImmutableArray.Create(_counts));
}
