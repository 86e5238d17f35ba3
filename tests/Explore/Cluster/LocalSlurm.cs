using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Accel.Tests.Architecture;

namespace Accel.Tests.Explore.Cluster;

/// <summary>
/// A real Slurm on this machine: <c>munged</c>, <c>slurmctld</c> and a few <c>slurmd</c> on free ports of the loopback
/// address, as the present user, with all their state in a folder that goes with them.
/// </summary>
/// <remarks>Missing programs fail the test: nothing is skipped.</remarks>
internal sealed class LocalSlurm : IDisposable
{
    /// <summary>Seconds of silence after which a node is taken for dead.</summary>
    private const int Timeout = 3;

    private readonly string _state = Directory.CreateTempSubdirectory("accel-slurm-").FullName;
    private readonly Dictionary<string, Process> _daemons = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private string _lastSeen = string.Empty;

    /// <summary>Starts a controller and some nodes of one CPU each, and waits until all are idle.</summary>
    public LocalSlurm(int nodes)
    {
        try
        {
            string key = InState("munge.key");
            Run("mungekey", "--create", $"--keyfile={key}");
            File.WriteAllText(InState("slurm.conf"), Configuration(nodes));
            File.WriteAllText(InState("cgroup.conf"), "CgroupAutomount=no\n");
            StartDaemon("munged", "--foreground", "--force", $"--key-file={key}", $"--socket={InState("munge.socket")}",
                $"--pid-file={InState("munged.pid")}", $"--log-file={InState("munged.log")}",
                $"--seed-file={InState("munged.seed")}");
            Processes.Await(() => File.Exists(InState("munge.socket")) || HasEnded("munged"), "the socket of munged");
            StartDaemon("slurmctld", "-D", "-c", "-f", InState("slurm.conf"));
            for (int node = 0; node < nodes; node++)
            {
                StartDaemon($"slurmd n{node}", "-D", "-N", $"n{node}", "-f", InState("slurm.conf"));
            }

            Processes.Await(() => _daemons.Keys.Any(HasEnded)
                || Nodes().Split('\n').Count(line => line.EndsWith(" idle", StringComparison.Ordinal)) == nodes,
                "all nodes are idle", 100);
            Assert.That(_daemons.Keys.Where(HasEnded), Is.Empty, Logs);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the commands need to find this cluster.</summary>
    public (string Name, string Value) Environment => ("SLURM_CONF", InState("slurm.conf"));

    /// <summary>What the daemons said, for a test that fails.</summary>
    public string Logs() => string.Join('\n', Directory.EnumerateFiles(_state, "*.log").Order(StringComparer.Ordinal)
        .Select(file => $"== {Path.GetFileName(file)}\n{File.ReadAllText(file)}"));

    /// <summary>The jobs in the queue, a line each: number, state, node, reason.</summary>
    public string Queue() => Run("squeue", "--noheader", "--format=%i %T %N %r").Trim();

    /// <summary>The nodes, a line each: name and state.</summary>
    public string Nodes() => Run("sinfo", "--noheader", "--Node", "--format=%N %t").Trim();

    /// <summary>Notes in the test's output what the queue and the nodes are, when they have changed.</summary>
    /// <returns>The queue.</returns>
    public string Watch()
    {
        string queue = Queue();
        string seen = $"{Nodes().Replace('\n', ',')} | {queue.Replace("\n", "; ", StringComparison.Ordinal)}";
        if (seen != _lastSeen)
        {
            _lastSeen = seen;
            Note(seen);
        }

        return queue;
    }

    public void Note(string text) => TestContext.Out.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{_watch.Elapsed.TotalSeconds,6:F1} s  {text}"));

    /// <summary>Ends a node as a power cut does: its daemon, and a job's step with all below it.</summary>
    /// <param name="process">A process of the job.</param>
    public void Destroy(string node, int process)
    {
        List<int> dead = [_daemons[$"slurmd {node}"].Id];
        for (int up = process; up > 1 && !_daemons.Values.Any(daemon => daemon.Id == up); up = Processes.Parent(up))
        {
            dead.Add(up);
            if (Processes.Name(up) == "slurmstepd")
            {
                break;
            }
        }

        Assert.That(dead.Skip(1).Select(Processes.Name), Does.Contain("slurmstepd"));
        dead.ForEach(one => Processes.Send(one, Processes.Kill));
    }

    /// <summary>Starts a command that is ended, if it has not ended by itself, when the result is disposed of.
    /// </summary>
    public IDisposable Begin(string tool, params string[] arguments) => new Ending(Start(tool, arguments));

    /// <summary>Runs a command to its end.</summary>
    /// <returns>What it printed.</returns>
    public string Run(string tool, params string[] arguments)
    {
        using Process process = Start(tool, arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : output + error.Result;
    }

    public void Dispose()
    {
        // Jobs and their steps first: they carry the name of our configuration in their environment.
        int[] jobs = [.. Processes.WithEnvironment(_state).Except(_daemons.Values.Select(daemon => daemon.Id))];
        int[] steps = [.. jobs.Select(Processes.Parent).Where(parent => Processes.Name(parent) == "slurmstepd")];
        foreach (int process in steps.Concat(jobs).Concat(_daemons.Values.Select(daemon => daemon.Id)).Distinct())
        {
            Processes.Send(process, Processes.Kill);
        }

        foreach (Process daemon in _daemons.Values)
        {
            daemon.WaitForExit();
            daemon.Dispose();
        }

        Directory.Delete(_state, recursive: true);
    }

    private string InState(string name) => Path.Combine(_state, name);

    private bool HasEnded(string daemon) => _daemons[daemon].HasExited;

    private string Configuration(int nodes)
    {
        int[] ports = FreePorts(nodes + 1);
        string lines = string.Join('\n', Enumerable.Range(0, nodes).Select(node => string.Create(
            CultureInfo.InvariantCulture,
            $"NodeName=n{node} NodeHostname=localhost NodeAddr=127.0.0.1 Port={ports[node + 1]} CPUs=1")));
        return SolutionFiles.Text("tests/Explore/Cluster/slurm.conf.in")
            .Replace("@STATE@", _state, StringComparison.Ordinal)
            .Replace("@USER@", System.Environment.UserName, StringComparison.Ordinal)
            .Replace("@PORT@", ports[0].ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("@TIMEOUT@", Timeout.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("@NODES@", lines, StringComparison.Ordinal);
    }

    /// <summary>Starts a daemon in the foreground; the shell that opens its log becomes the daemon.</summary>
    private void StartDaemon(string name, params string[] arguments)
    {
        string log = InState($"{name.Replace(' ', '.')}.log");
        _daemons.Add(name, Start("bash", ["-c", "exec \"$@\" > \"$0\" 2>&1", log, name.Split(' ')[0], .. arguments]));
    }

    private Process Start(string tool, string[] arguments)
    {
        ProcessStartInfo start = new(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SLURM_CONF"] = InState("slurm.conf");

        // Where Debian has daemons, which is not in everybody's path.
        start.Environment["PATH"] = $"{start.Environment["PATH"]}:/usr/sbin:/sbin";
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Fail($"{tool} is not installed; ./test installs slurm-wlm and munge");
            throw;
        }
    }

    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }

    private sealed class Ending(Process process) : IDisposable
    {
        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
