using System.Diagnostics;
using System.Text;

namespace Accel.Tests.HlsEmit.Rtl;

/// <summary>Runs Verilator, Icarus Verilog and Yosys on sources of the hardware library and on benches.</summary>
/// <remarks>A missing tool fails the test: nothing is skipped.</remarks>
internal static class HardwareTools
{
    /// <summary>The folder of the sources: <c>src/HlsEmit</c>.</summary>
    public static string Library { get; } = Find();

    /// <summary>Every module of the library that is not for benches alone, by path.</summary>
    public static IReadOnlyList<string> Modules { get; } =
        [.. Directory.EnumerateFiles(Library, "*.v", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Library, file).Split(Path.DirectorySeparatorChar)
                .Any(part => part is "obj" or "bin" or "Bench"))
            .Order(StringComparer.Ordinal)];

    /// <summary>A module's file by its name.</summary>
    public static string Module(string name) => Modules.Single(file => Path.GetFileNameWithoutExtension(file) == name);

    /// <summary>What Verilator's lint says with all warnings on; empty when nothing.</summary>
    public static string VerilatorLint(string top) => Run(
        "verilator", Library, ["--lint-only", "-Wall", "--top-module", top, .. Folders("-y"), Module(top)]);

    /// <summary>What Icarus says with all warnings on; empty when nothing.</summary>
    public static string IcarusLint(string top) => Run(
        "iverilog", Library, ["-g2005", "-Wall", "-t", "null", "-s", top, .. Folders("-y"), Module(top)]);

    /// <summary>What Yosys says when it elaborates the module with its own parameters; empty when all is well.</summary>
    public static string YosysElaborate(string top)
    {
        string files = string.Join(' ', Modules);
        return Run(
            "yosys", Library, ["-q", "-p", $"read_verilog {files}; hierarchy -check -top {top}; proc; check -assert"]);
    }

    /// <summary>Simulates a bench under Icarus, and under Verilator when asked, and demands its verdict.</summary>
    /// <param name="folder">Where the bench and the files that it reads lie, and where it runs.</param>
    /// <param name="bench">The bench's file, of the module of its name.</param>
    /// <returns>The number behind PASS.</returns>
    public static long Simulate(string folder, string bench, bool alsoVerilator = true)
    {
        string top = Path.GetFileNameWithoutExtension(bench);
        Run("iverilog", folder, ["-g2005", "-o", "icarus.vvp", "-s", top, "-y", ".", .. Folders("-y"), bench]);
        long passed = Verdict(Run("vvp", folder, ["-n", "icarus.vvp"]));
        if (alsoVerilator)
        {
            Run("verilator", folder,
            [
                "--binary", "--timing", "-Wno-fatal", "-Wno-lint", "-Wno-style", "-O3", "--top-module", top, "--Mdir",
                "obj_dir", "-o", "bench", .. Folders("-y"), bench,
            ]);
            Assert.That(Verdict(Run(Path.Combine(folder, "obj_dir", "bench"), folder, [])), Is.EqualTo(passed),
                "the simulators checked as much");
        }

        return passed;
    }

    private static long Verdict(string output)
    {
        string[] verdicts = [.. output.Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith("PASS ", StringComparison.Ordinal)
                || line.StartsWith("FAIL", StringComparison.Ordinal))];
        Assert.That(verdicts, Has.Length.EqualTo(1), output);
        Assert.That(verdicts[0], Does.StartWith("PASS "), output);
        return long.Parse(verdicts[0].AsSpan(5), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Runs a tool and demands that it exits with 0.</summary>
    /// <returns>Both of its outputs.</returns>
    public static string Run(string tool, string folder, IReadOnlyList<string> arguments)
    {
        using Process process = new();
        process.StartInfo = new ProcessStartInfo(tool)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            process.StartInfo.ArgumentList.Add(argument);
        }

        StringBuilder output = new();
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        string text = output.ToString();
        Assert.That(process.ExitCode, Is.Zero, $"{tool} {string.Join(' ', process.StartInfo.ArgumentList)}\n{text}");
        return text;

        void Append(string? line)
        {
            lock (output)
            {
                if (line is not null)
                {
                    output.Append(line).Append('\n');
                }
            }
        }
    }

    /// <summary>Where modules are looked for: what lies beside a bench goes before the library.</summary>
    public static IEnumerable<string> Folders(string option) =>
        Modules.Select(Path.GetDirectoryName).Distinct().SelectMany(folder => new[] { option, folder! });

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Accel.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("no Accel.sln above the tests"),
            "src", "HlsEmit");
    }
}
