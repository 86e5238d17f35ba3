namespace Accel.Explore.Reports;

/// <summary>A figure or rule that the results rest on.</summary>
/// <param name="Text">What is assumed.</param>
/// <param name="Source">The publication or tool.</param>
/// <param name="Estimated">Whether nobody published the figure.</param>
public sealed record ReportAssumption(string Text, string Source, bool Estimated);
