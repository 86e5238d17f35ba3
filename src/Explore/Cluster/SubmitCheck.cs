using System.Globalization;
using Accel.Arch.Diagnostics;

namespace Accel.Explore.Cluster;

/// <summary>What of a request can be refused before anything is looked at or asked.</summary>
public static class SubmitCheck
{
    /// <param name="points">The points of the sweep.</param>
    public static void Check(SubmitRequest request, long points, DiagnosticBag diagnostics)
    {
        if (request.Shards < 1)
        {
            Refuse(diagnostics, $"--array must be at least 1, got {request.Shards}");
        }
        else if (request.Shards > points)
        {
            Refuse(diagnostics, string.Create(CultureInfo.InvariantCulture,
                $"--array {request.Shards} is more than the sweep has points: {points}"));
        }

        string folder = request.Folder.Path;
        if (!ShellText.IsOneLine(folder) || folder.Contains('\\', StringComparison.Ordinal))
        {
            Refuse(diagnostics, "--out has a backslash or a control character, which Slurm cannot take in a log's name");
        }

        ResourceCheck.Check(request.Resources, diagnostics);
    }

    private static void Refuse(DiagnosticBag diagnostics, string message) =>
        diagnostics.Error(DiagnosticCodes.Argument, new SourceLocation("command line"), message);
}
