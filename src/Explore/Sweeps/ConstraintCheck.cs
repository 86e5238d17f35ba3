using System.Globalization;

namespace Accel.Explore.Sweeps;

/// <summary>The constraints bound to metric indices, each with its reasons made once.</summary>
internal sealed class ConstraintCheck
{
    private readonly Bound[] _bounds;
    private readonly InfeasibleReason[] _notFinite;

    public ConstraintCheck(SweepDefinition definition)
    {
        _bounds = [.. definition.Constraints.Select(constraint => new Bound(
            definition.MetricIndex(constraint.Metric),
            constraint.Min ?? double.NegativeInfinity,
            constraint.Max ?? double.PositiveInfinity,
            new InfeasibleReason($"< {Text(constraint.Min)}", constraint.Metric),
            new InfeasibleReason($"> {Text(constraint.Max)}", constraint.Metric)))];
        _notFinite = [.. definition.Metrics.Select(metric => new InfeasibleReason($"{metric.Name} is not finite"))];
    }

    /// <summary>The first reason that the metrics give against a point, or null.</summary>
    /// <remarks>A metric that is not finite has no place on a front, so it makes the point infeasible.</remarks>
    public InfeasibleReason? Violation(ReadOnlySpan<double> metrics)
    {
        for (int metric = 0; metric < metrics.Length; metric++)
        {
            if (!double.IsFinite(metrics[metric]))
            {
                return _notFinite[metric];
            }
        }

        foreach (ref readonly Bound bound in _bounds.AsSpan())
        {
            double value = metrics[bound.Metric];
            if (value < bound.Min)
            {
                return bound.Below;
            }

            if (value > bound.Max)
            {
                return bound.Above;
            }
        }

        return null;
    }

    private static string Text(double? bound) => bound?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;

    private readonly record struct Bound(
        int Metric, double Min, double Max, InfeasibleReason Below, InfeasibleReason Above);
}
