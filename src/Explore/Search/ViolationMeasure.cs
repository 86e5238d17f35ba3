using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>How far a point lies outside the constraints.</summary>
/// <remarks>
/// The sum over all constraints of how far the metric is beyond its bound, in parts of the bound (in the metric's own
/// unit where the bound is 0). Infinite for a point that is infeasible for another reason, or that lacks a metric.
/// </remarks>
internal sealed class ViolationMeasure(SweepDefinition definition)
{
    private readonly (int Metric, double Min, double Max)[] _bounds =
    [
        .. definition.Constraints.Select(constraint => (
            definition.MetricIndex(constraint.Metric),
            constraint.Min ?? double.NegativeInfinity,
            constraint.Max ?? double.PositiveInfinity)),
    ];

    /// <returns>0 for a feasible point, and more for every other.</returns>
    public double Of(InfeasibleReason? reason, ReadOnlySpan<double> metrics)
    {
        if (reason is null)
        {
            return 0;
        }

        if (reason.Metric is null)
        {
            return double.PositiveInfinity;
        }

        double sum = 0;
        foreach ((int metric, double min, double max) in _bounds)
        {
            sum += Beyond(min - metrics[metric], min) + Beyond(metrics[metric] - max, max);
        }

        return sum > 0 && double.IsFinite(sum) ? sum : double.PositiveInfinity;
    }

    private static double Beyond(double excess, double bound) =>
        excess <= 0 ? 0 : excess / (bound == 0 ? 1 : Math.Abs(bound));
}
