using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Accel.Arch.Diagnostics;

namespace Accel.Explore.Cluster;

/// <summary>Slurm as its own commands show it: <c>sbatch</c>, <c>squeue</c>, <c>scontrol</c>, <c>scancel</c>.</summary>
internal static partial class SlurmClient
{
    /// <summary>A controller that is away makes its commands try for a while; more than that is not worth it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Submits a script.</summary>
    /// <exception cref="InputException">Slurm is not there, or refuses.</exception>
    public static (string Id, string? Cluster) Submit(IReadOnlyList<string> arguments)
    {
        SlurmResult result = Run("sbatch", arguments);
        if (result.ExitCode != 0)
        {
            throw Refusal("sbatch", result);
        }

        // --parsable prints the job's number, and behind a semicolon the cluster's name where there are several.
        Match job = Parsable().Match(result.Output.Trim());
        return job.Success
            ? (job.Groups[1].Value, job.Groups[2].Success ? job.Groups[2].Value : null)
            : throw Error($"sbatch printed no job number but '{result.Output.Trim()}'");
    }

    /// <summary>Those of some jobs that are pending, running or being ended, each with its state.</summary>
    public static IReadOnlyList<(SlurmJob Job, string State)> Active(IReadOnlyList<SlurmJob> jobs)
    {
        List<(SlurmJob, string)> active = [];
        foreach (IGrouping<string?, SlurmJob> cluster in jobs.GroupBy(job => job.Cluster))
        {
            string[] where = cluster.Key is null ? [] : [$"--clusters={cluster.Key}"];
            string ids = string.Join(',', cluster.Select(job => job.Id));
            SlurmResult result = Run("squeue", [.. where, $"--jobs={ids}", "--noheader", "--format=%F|%T|%j"]);
            if (result.ExitCode != 0)
            {
                if (result.Error.Contains("Invalid job id", StringComparison.Ordinal))
                {
                    continue; // Slurm forgets a job some minutes after its end.
                }

                throw Refusal("squeue", result);
            }

            string[][] rows = [.. result.Output.Split('\n').Select(line => line.Trim().Split('|', 3))
                .Where(row => row.Length == 3)];
            active.AddRange(cluster.Select(job => (job, State: string.Join(", ", rows
                .Where(row => row[0] == job.Id && row[2] == job.Name).Select(row => row[1].ToLowerInvariant())
                .Distinct()))).Where(found => found.State.Length > 0));
        }

        return active;
    }

    /// <summary>One more than the largest index of an array; null when Slurm does not say.</summary>
    public static int? MaxArraySize()
    {
        SlurmResult result = Run("scontrol", ["show", "config"]);
        return result.ExitCode != 0 ? throw Refusal("scontrol", result)
            : ArraySize().Match(result.Output) is { Success: true } found
                && int.TryParse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out int size) ? size : null;
    }

    /// <summary>Takes a job back; one that has ended by itself is as good.</summary>
    public static void Cancel(string id, string? cluster) =>
        Run("scancel", cluster is null ? [id] : [$"--clusters={cluster}", id]);

    private static SlurmResult Run(string tool, IEnumerable<string> arguments)
    {
        using Process process = new();
        process.StartInfo = new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        process.StartInfo.Environment["LC_ALL"] = "C";
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            throw Error($"{tool} was not found",
                "submit where Slurm's commands are installed, or look at the scripts with --dry-run");
        }

        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw Error($"{tool} did not answer in {Patience.TotalMinutes:0} minutes");
        }

        return new SlurmResult(process.ExitCode, output.Result, error.Result);
    }

    private static InputException Refusal(string tool, SlurmResult result) => Error(result.Complaint.Length > 0
        ? result.Complaint
        : string.Create(CultureInfo.InvariantCulture, $"{tool} ended with exit code {result.ExitCode}"));

    private static InputException Error(string message, string? hint = null) =>
        new(DiagnosticCodes.Cluster, new SourceLocation("slurm"), message, hint);

    [GeneratedRegex(@"^(\d+)(?:;(\S+))?$")]
    private static partial Regex Parsable();

    [GeneratedRegex(@"^MaxArraySize\s*=\s*(\d+)", RegexOptions.Multiline)]
    private static partial Regex ArraySize();
}
