namespace Accel.Explore.Reports;

/// <summary>How far a search had come after one of its generations or waves.</summary>
/// <param name="Generation">From 1.</param>
/// <param name="Evaluated">Points evaluated so far.</param>
/// <param name="Hypervolume">Of the front so far, in parts of what the final front spans.</param>
public sealed record ReportGeneration(int Generation, long Evaluated, double Hypervolume);
