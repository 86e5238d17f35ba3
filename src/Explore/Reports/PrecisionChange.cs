namespace Accel.Explore.Reports;

/// <summary>How a metric changes over a step between formats, as means over pairs of points.</summary>
/// <param name="Metric">The position of the metric.</param>
/// <param name="Difference">Mean of the wider format's value less the narrower's, in the metric's unit.</param>
/// <param name="Ratio">Geometric mean of the wider format's value over the narrower's; NaN where a value of the metric
/// is not positive.</param>
public sealed record PrecisionChange(int Metric, double Difference, double Ratio);
