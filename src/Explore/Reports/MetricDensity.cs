using System.Collections.Immutable;

namespace Accel.Explore.Reports;

/// <summary>How many feasible points lie in each cell of the plane of two metrics: all points of the sweep.</summary>
/// <param name="X">The position of the horizontal metric, less than <paramref name="Y"/>.</param>
/// <param name="Y">The position of the vertical metric.</param>
/// <param name="Across">The horizontal axis, in as many equal parts as there are columns.</param>
/// <param name="Up">The vertical axis, from below.</param>
/// <param name="Counts">Row by row from below, <see cref="Columns"/> a row.</param>
public sealed record MetricDensity(
    int X, int Y, DensityAxis Across, DensityAxis Up, ImmutableArray<long> Counts)
{
    public const int Columns = 96;

    public const int Rows = 72;
}
