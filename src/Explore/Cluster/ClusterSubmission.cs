using System.Globalization;
using Accel.Arch.Diagnostics;
using Accel.Explore.Configuration;
using Accel.Explore.Store;

namespace Accel.Explore.Cluster;

/// <summary>Submits a sweep to Slurm: an array of shards, and a job that merges them afterwards.</summary>
/// <remarks>
/// What is there decides what is submitted: shards whose stores are complete are not run again, and a merged result
/// leaves nothing to do. Either both jobs are submitted and recorded, or none is and the folder is as before.
/// </remarks>
/// <param name="provenance">Version and inputs of the sweep now.</param>
public sealed class ClusterSubmission(SweepPlan plan, Provenance provenance, SubmitRequest request)
{
    private const int LongestName = 64;

    private readonly ClusterFolder _folder = request.Folder;

    /// <summary>Looks at the folder, and says what is left to do. Writes nothing and asks nobody.</summary>
    /// <exception cref="InputException">The folder belongs to another sweep or submission, or is damaged.</exception>
    public SubmitPlan Plan()
    {
        RequireSame(Submission.Read(_folder));
        ShardStores stores = new(provenance, _folder, request.Shards);
        bool isMerged = !request.IsFrontOnly && stores.IsMerged();
        int[] missing = isMerged ? [] : stores.Missing();
        string result = Path.Combine(_folder.Path,
            request.IsFrontOnly ? ShardFront.FileName : SweepSession.ReportFile);
        bool isDone = (isMerged || request.IsFrontOnly) && missing.Length == 0 && File.Exists(result);
        SubmitPlan left =
            new(plan.Definition.Name, plan.Points, _folder, request.Shards, missing, request.IsFrontOnly, isDone);
        SlurmScripts scripts = new(request, JobName, provenance.InputHash);
        return left with
        {
            ShardsScript = left.Missing.Count == 0 ? null : scripts.Shards(left.Missing),
            MergeScript = isDone ? null : scripts.Merge(),
        };
    }

    /// <summary>Submits what is left to do.</summary>
    /// <returns>The plan with the jobs that it became.</returns>
    /// <exception cref="InputException">Jobs of an earlier submission still run, or Slurm refuses.</exception>
    public SubmitPlan Submit()
    {
        using FolderChanges changes = new();
        foreach (string folder in new[] { _folder.Path, _folder.Slurm, _folder.Logs, _folder.Shards })
        {
            changes.Create(folder);
        }

        using FileStream alone = SubmissionLock.Take(_folder);

        // Jobs are looked at before the stores that they write: one that ends in between leaves a shard to run again,
        // which finds itself complete, and never one that is left out.
        Submission? earlier = Submission.Read(_folder);
        RequireSame(earlier);
        IReadOnlyList<SlurmJob> known = earlier?.Jobs ?? [];
        RequireIdle(known);
        SubmitPlan left = Plan();
        if (left.IsDone)
        {
            return left;
        }

        RequireArraySize(left);
        List<SlurmJob> jobs = [];
        try
        {
            string? shardsJob = null;
            if (left.ShardsScript is not null)
            {
                changes.Write(_folder.ShardsScript, left.ShardsScript);
                jobs.Add(Send(left.ShardsArguments, left.Array));
                shardsJob = jobs[0].Id;
            }

            changes.Write(_folder.MergeScript, left.MergeScript!);
            jobs.Add(Send(left.MergeArguments(shardsJob), null));
            new Submission(provenance.AccelVersion, provenance.InputHash, request.Shards, [.. known, .. jobs])
                .Write(_folder);
        }
        catch
        {
            jobs.ForEach(job => SlurmClient.Cancel(job.Id, job.Cluster));
            throw;
        }

        changes.Keep();
        return left with { Jobs = jobs };
    }

    /// <summary>The name of the jobs: of plain characters only, so that no list of jobs is upset by it.</summary>
    private string JobName
    {
        get
        {
            string name = string.Concat(plan.Definition.Name.Select(c =>
                char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
            return $"accel-{(name.Length > LongestName ? name[..LongestName] : name)}";
        }
    }

    private SlurmJob Send(IReadOnlyList<string> arguments, string? array)
    {
        (string id, string? cluster) = SlurmClient.Submit(arguments);
        return new SlurmJob(id, cluster, JobName, array);
    }

    private void RequireSame(Submission? earlier)
    {
        if (earlier is null)
        {
            return;
        }

        string? other = earlier.InputHash != provenance.InputHash
            ? $"the inputs of the sweep have changed since it was submitted (hash {Short(earlier.InputHash)}, "
                + $"now {Short(provenance.InputHash)})"
            : earlier.AccelVersion != provenance.AccelVersion
                ? $"accel {earlier.AccelVersion} submitted the sweep, and this is {provenance.AccelVersion}"
                : null;
        if (other is not null)
        {
            throw Refusal(_folder.Record, other, "use another --out, or bring the inputs back to what they were");
        }

        if (earlier.Shards != request.Shards)
        {
            throw Refusal(_folder.Record, string.Create(CultureInfo.InvariantCulture,
                $"the sweep was submitted as {earlier.Shards} shards, and cannot go on as {request.Shards}"),
                string.Create(CultureInfo.InvariantCulture, $"--array {earlier.Shards}, or another --out"));
        }
    }

    private void RequireIdle(IReadOnlyList<SlurmJob> known)
    {
        if (request.IsForced || known.Count == 0)
        {
            return;
        }

        IReadOnlyList<(SlurmJob Job, string State)> active = SlurmClient.Active(known);
        if (active.Count > 0)
        {
            string jobs = string.Join(", ", active.Select(found => $"{found.Job.Id} ({found.State})"));
            throw Refusal(_folder.Record, $"jobs of this sweep are in the queue: {jobs}",
                $"wait, or take them back with 'scancel {string.Join(' ', active.Select(found => found.Job.Id))}'; "
                + "--force submits all the same");
        }
    }

    private void RequireArraySize(SubmitPlan left)
    {
        if (left.Missing.Count > 0 && SlurmClient.MaxArraySize() is { } size && left.Missing[^1] >= size)
        {
            throw Refusal("command line", string.Create(CultureInfo.InvariantCulture,
                $"--array {request.Shards} is more than this cluster allows (MaxArraySize {size})"),
                string.Create(CultureInfo.InvariantCulture, $"--array {size} at most"));
        }
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private static InputException Refusal(string where, string message, string hint) =>
        new(DiagnosticCodes.Cluster, new SourceLocation(where), message, hint);
}
