using System.Collections.Immutable;

namespace Accel.Explore.Reports;

/// <summary>The main effect of an axis on a metric, over all points that have their metrics, feasible or not.</summary>
/// <param name="Axis">The position of the axis.</param>
/// <param name="Metric">The position of the metric.</param>
/// <param name="Means">For each value of the axis, the mean of the metric over the points with that value: geometric
/// where all values of the metric are positive, else arithmetic. NaN for a value without points.</param>
/// <param name="IsGeometric">Which of the two means it is.</param>
/// <param name="Range">From the smallest of the means to the largest: their ratio where they are geometric, else their
/// difference.</param>
/// <param name="Share">The part of the metric's variance (of its logarithm, where geometric) that lies between the
/// values of the axis, 0 to 1: sum over values v of n(v) (mean(v) - mean)^2, over the sum over points of (x - mean)^2.
/// In a full grid the shares of the axes add up to at most 1, and what is missing is interaction.</param>
public sealed record AxisEffect(
    int Axis, int Metric, ImmutableArray<double> Means, bool IsGeometric, double Range, double Share);
