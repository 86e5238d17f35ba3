namespace Accel.Explore.Cluster;

/// <summary>How a command of Slurm ended.</summary>
internal sealed record SlurmResult(int ExitCode, string Output, string Error)
{
    /// <summary>What it complained about, in one line.</summary>
    public string Complaint => string.Join("; ", (Error.Trim().Length > 0 ? Error : Output)
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
