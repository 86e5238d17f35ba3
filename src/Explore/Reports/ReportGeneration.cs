namespace Accel.Explore.Reports;

/// <summary>How far a search had come after one of its generations or waves.</summary>
/// <param name="Generation">From 0.</param>
/// <param name="Evaluated">Points evaluated so far.</param>
/// <param name="Hypervolume">Of the front so far, as a share of the box that the search reckons with.</param>
public sealed record ReportGeneration(int Generation, long Evaluated, double Hypervolume);
