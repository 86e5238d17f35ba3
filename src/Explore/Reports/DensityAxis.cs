namespace Accel.Explore.Reports;

/// <summary>The extent of a density's axis.</summary>
/// <param name="IsLog">Whether places are decimal logarithms of values.</param>
/// <param name="Low">The start, as a place.</param>
/// <param name="High">The end, as a place; greater than the start.</param>
public sealed record DensityAxis(bool IsLog, double Low, double High);
