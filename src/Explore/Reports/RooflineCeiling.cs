namespace Accel.Explore.Reports;

/// <summary>A peak compute rate and the precision it holds for.</summary>
public sealed record RooflineCeiling(string Name, double MacsPerSecond);
