using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Accel.Tests.Explore.Cluster;

/// <summary>Other processes: waiting for what they do, signals, and what Linux tells of them.</summary>
internal static class Processes
{
    // Numbers of signals: signal(7), x86 and ARM.
    public const int Kill = 9, UserOne = 10, Terminate = 15, Continue = 18, Stop = 19;

    /// <summary>So long that only something that hangs reaches it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Looks again and again until something holds.</summary>
    public static void Await(Func<bool> holds, string what, int milliseconds = 10)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.That(watch.Elapsed, Is.LessThan(Patience), $"waited in vain: {what}");
            Thread.Sleep(milliseconds);
        }
    }

    /// <summary>Sends a signal; to a process that has ended, nothing.</summary>
    public static void Send(int process, int signal) => _ = SendSignal(process, signal);

    /// <summary>Lets a file be run as a program.</summary>
    public static void Permit(string file) => Run("chmod", ["+x", file]);

    /// <summary>All processes in whose environment a text stands.</summary>
    public static int[] WithEnvironment(string text) =>
        [.. All().Where(process => Read(process, "environ").Contains(text, StringComparison.Ordinal))];

    /// <summary>All processes in whose command line some words stand.</summary>
    public static int[] WithCommand(string words) =>
        [.. All().Where(process => Read(process, "cmdline").Contains(words, StringComparison.Ordinal))];

    /// <summary>The words of a process's command line; none when it has ended.</summary>
    public static string[] Command(int process) => Read(process, "cmdline").Split('\0');

    /// <summary>A variable in the environment that a process was started with.</summary>
    public static string? Variable(int process, string name) => Array.Find(Read(process, "environ").Split('\0'),
        variable => variable.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];

    /// <summary>The process that a process is a child of; 0 when it has ended.</summary>
    public static int Parent(int process)
    {
        // The name in brackets may itself have blanks and brackets.
        string status = Read(process, "stat");
        string[] fields = status[(status.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Whether a signal waits for a halted process to go on.</summary>
    public static bool IsTold(int process, int signal)
    {
        const string Pending = "ShdPnd:";
        string? line = Array.Find(Read(process, "status").Split('\n'), line =>
            line.StartsWith(Pending, StringComparison.Ordinal));
        return line is not null && (ulong.Parse(line.AsSpan(Pending.Length).Trim(), NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture) >> (signal - 1) & 1) != 0;
    }

    public static string Name(int process) => Read(process, "comm").Trim();

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
        .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
        .Select(name => int.Parse(name!, CultureInfo.InvariantCulture));

    /// <summary>A file of a process; empty when it has ended or belongs to somebody else.</summary>
    private static string Read(int process, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{process}/{file}"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    private static void Run(string tool, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
    }
}
