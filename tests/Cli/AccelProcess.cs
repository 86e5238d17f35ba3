using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Accel.Tests.Architecture;

namespace Accel.Tests.Cli;

/// <summary>The program as a user starts it: arguments in, exit code and both streams out.</summary>
internal sealed record AccelProcess(int ExitCode, string Output, string Error)
{
    /// <summary>128 and the number of SIGKILL.</summary>
    private const int KilledCode = 137;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public JsonDocument Json() => JsonDocument.Parse(Output);

    public static AccelProcess Run(params string[] arguments) => Run(SolutionFiles.Root, [], arguments);

    /// <summary>Runs the program to its end.</summary>
    /// <param name="environment">Variables beside those that every test sets: a colour terminal, a decimal
    /// comma.</param>
    public static AccelProcess Run(string folder, (string Name, string Value)[] environment, params string[] arguments)
    {
        return Finish(Prepare(folder, environment, arguments), arguments);
    }

    private static AccelProcess Finish(ProcessStartInfo start, string[] arguments)
    {
        using Process process = Start(start);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"accel {string.Join(' ', arguments)} did not end");
        }

        AccelProcess ended = new(process.ExitCode, output.Result, error.Result);
        Assert.That(ended.Output + ended.Error, Does.Not.Contain('\e'), "an escape sequence where no terminal is");
        Assert.That(ended.Error, Does.Not.Contain("Unhandled").And.Not.Match(@"(?m)^\s+at \S+\("), "a stack trace");
        return ended;
    }

    /// <summary>Runs the program to its end in surroundings that a shell makes.</summary>
    /// <param name="before">What comes before the program and its arguments: <c>ulimit -f 1000; exec</c>.</param>
    public static AccelProcess RunWithin(string before, params string[] arguments)
    {
        ProcessStartInfo start = Prepare(SolutionFiles.Root, [], arguments);

        // The runtime keeps generated code in a file of its own, unless told not to.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.FileName = "bash";
        start.ArgumentList.Clear();
        foreach (string argument in (string[])["-c", $"{before} \"$0\" \"$@\"", Program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return Finish(start, arguments);
    }

    /// <summary>Starts the program, and sends it a signal once <paramref name="isTime"/> says so.</summary>
    public static AccelProcess Interrupt(string signal, Func<bool> isTime, params string[] arguments)
    {
        using Process process = Start(SolutionFiles.Root, [], arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        while (!isTime() && !process.HasExited)
        {
            Thread.Sleep(10);
        }

        using Process kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.That(process.WaitForExit(Patience), "the program did not heed the signal");
        return new AccelProcess(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Starts the program and kills it after a while, unless it ends before.</summary>
    /// <returns>How it ended, or null when it was killed.</returns>
    public static AccelProcess? Kill(TimeSpan after, params string[] arguments)
    {
        using Process process = Start(SolutionFiles.Root, [], arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        bool hasEnded = process.WaitForExit(after);
        process.Kill();
        process.WaitForExit();
        AccelProcess ended = new(process.ExitCode, output.Result, error.Result);
        return hasEnded || ended.ExitCode != KilledCode ? ended : null;
    }

    /// <summary>Starts the program, waits until <paramref name="isTime"/>, does something, and kills it.</summary>
    public static void Beside(Func<bool> isTime, Action action, params string[] arguments)
    {
        using Process process = Start(SolutionFiles.Root, [], arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            while (!isTime() && !process.HasExited)
            {
                Thread.Sleep(10);
            }

            action();
            Assert.That(process.HasExited, Is.False, "the program ended before it was looked at");
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
            error.Wait();
        }
    }

    private static string Program
    {
        get
        {
            string configuration =
                Path.GetFileName(Path.GetDirectoryName(TestContext.CurrentContext.TestDirectory.TrimEnd('/')))!;
            return Path.Combine(SolutionFiles.Root, "src", "Cli", "bin", configuration, "net10.0", "accel");
        }
    }

    private static Process Start(string folder, (string Name, string Value)[] environment, string[] arguments) =>
        Start(Prepare(folder, environment, arguments));

    private static ProcessStartInfo Prepare(
        string folder, (string Name, string Value)[] environment, string[] arguments)
    {
        ProcessStartInfo start = new(Program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["COLORTERM"] = "truecolor";
        start.Environment["LC_ALL"] = "de_DE.UTF-8";
        start.Environment.Remove("ACCEL_CONFIGS");
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static Process Start(ProcessStartInfo start)
    {
        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
