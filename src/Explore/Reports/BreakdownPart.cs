namespace Accel.Explore.Reports;

/// <summary>One component's share of a design's energy or area.</summary>
/// <param name="Estimated">Whether a figure behind it is an estimate that nobody published.</param>
public sealed record BreakdownPart(string Name, double Value, bool Estimated = false);
