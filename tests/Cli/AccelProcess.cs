using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Accel.Tests.Architecture;

namespace Accel.Tests.Cli;

/// <summary>The program as a user starts it: arguments in, exit code and both streams out.</summary>
internal sealed record AccelProcess(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public JsonDocument Json() => JsonDocument.Parse(Output);

    public static AccelProcess Run(params string[] arguments) => Run(SolutionFiles.Root, [], arguments);

    /// <summary>Runs the program to its end.</summary>
    /// <param name="environment">Variables beside those that every test sets: a colour terminal, a decimal
    /// comma.</param>
    public static AccelProcess Run(string folder, (string Name, string Value)[] environment, params string[] arguments)
    {
        using Process process = Start(folder, environment, arguments);
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

    private static Process Start(string folder, (string Name, string Value)[] environment, string[] arguments)
    {
        string configuration = Path.GetFileName(Path.GetDirectoryName(
            TestContext.CurrentContext.TestDirectory.TrimEnd('/')))!;
        ProcessStartInfo start = new(Path.Combine(SolutionFiles.Root, "src", "Cli", "bin", configuration, "net10.0",
            "accel"), arguments)
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

        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
