namespace Accel.Explore.Reports;

/// <summary>A name and what stands behind it: <c>Workload</c>, <c>llama-2-7b-chat</c>.</summary>
public sealed record ReportFact(string Name, string Value);
