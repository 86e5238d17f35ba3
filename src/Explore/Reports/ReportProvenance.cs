using System.Collections.Immutable;

namespace Accel.Explore.Reports;

/// <summary>How a report was made, so that it can be made again.</summary>
/// <param name="Command">The command line of the sweep.</param>
/// <param name="RunCommands">The command that runs the base design, or one for each value of the axis of designs; the
/// report appends <c>--set path=value</c> for the other axes to show how one point is run alone.</param>
/// <param name="Versions">Programs, libraries and data with their versions.</param>
/// <param name="Inputs">The resolved input files: name and full text.</param>
public sealed record ReportProvenance(
    string Command,
    ImmutableArray<string> RunCommands,
    ImmutableArray<ReportFact> Versions,
    ImmutableArray<ReportFact> Inputs);
