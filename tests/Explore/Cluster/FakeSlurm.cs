using Accel.Tests.Arch.Yaml;
using Accel.Tests.Cli;

namespace Accel.Tests.Explore.Cluster;

/// <summary>Stand-ins for Slurm's commands in front of <c>PATH</c>, and what they were called with.</summary>
internal sealed class FakeSlurm
{
    private readonly ConfigFolder _folder;

    public FakeSlurm(ConfigFolder folder)
    {
        _folder = folder;
        Directory.CreateDirectory(Path.Combine(folder.Path, "slurm-state"));
        Command("sbatch", """
            echo "sbatch $*" >> calls
            [[ ! -f refuse ]] || ! grep -q -- "$(cat refuse)" <<< "$*" || { echo 'sbatch: error: no' >&2; exit 1; }
            n=$(( $(cat jobs 2> /dev/null || echo 40) + 1 )); echo $n > jobs; echo "$n"
            """);
        Command("squeue", """
            echo "squeue $*" >> calls
            cat queue 2> /dev/null || { echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1; }
            """);
        Command("scontrol", "echo 'MaxArraySize            = 5'");
        Command("scancel", "echo \"scancel $*\" >> calls");
    }

    /// <summary>What was asked of Slurm since the last look, a line a call.</summary>
    public string[] Calls
    {
        get
        {
            string file = Path.Combine(_folder.Path, "slurm-state/calls");
            string[] lines = File.Exists(file) ? File.ReadAllLines(file) : [];
            File.Delete(file);
            return lines;
        }
    }

    /// <summary>Makes squeue show some lines; null for jobs that Slurm has forgotten.</summary>
    public void Queue(string? lines) => State("queue", lines);

    /// <summary>Makes sbatch refuse calls with some words; null for none.</summary>
    public void Refuse(string? words) => State("refuse", words);

    public AccelProcess Run(params string[] arguments) => AccelProcess.Run(_folder.Path,
        [("PATH", $"{Path.Combine(_folder.Path, "slurm-bin")}:{Environment.GetEnvironmentVariable("PATH")}")],
        arguments);

    private void Command(string name, string body)
    {
        string file = Path.Combine(_folder.Path, _folder.Write($"slurm-bin/{name}",
            $"#!/bin/bash\ncd '{_folder.Path}/slurm-state'\n{body}\n"));
        Processes.Permit(file);
    }

    private void State(string name, string? text)
    {
        if (text is null)
        {
            File.Delete(Path.Combine(_folder.Path, "slurm-state", name));
        }
        else
        {
            _folder.Write($"slurm-state/{name}", text);
        }
    }
}
