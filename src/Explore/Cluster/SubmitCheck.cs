using System.Globalization;
using Accel.Arch.Diagnostics;
using Accel.Explore.Configuration;

namespace Accel.Explore.Cluster;

/// <summary>What of a request can be refused before anything is looked at or asked.</summary>
public static class SubmitCheck
{
    private static readonly SourceLocation Where = new("command line");

    /// <param name="plan">The sweep; null when it could not be read.</param>
    public static void Check(SubmitRequest request, SweepPlan? plan, DiagnosticBag diagnostics)
    {
        long points = plan?.Points ?? long.MaxValue;
        if (plan is { Search.GoesInWaves: true })
        {
            diagnostics.Error(DiagnosticCodes.Argument, Where,
                $"a search of kind {plan.Search.Kind} has no shards: its points follow from one another's results",
                "exhaustive and random sweeps can be cut; this one runs as one job with 'accel sweep'");
        }

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
            Refuse(diagnostics,
                "--out has a backslash or a control character, which Slurm cannot take in a log's name");
        }

        ResourceCheck.Check(request.Resources, diagnostics);
    }

    private static void Refuse(DiagnosticBag diagnostics, string message) =>
        diagnostics.Error(DiagnosticCodes.Argument, Where, message);
}
