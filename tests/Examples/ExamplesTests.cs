using System.Diagnostics;
using Accel.Tests.Architecture;
using Accel.Tests.Support;

namespace Accel.Tests.Examples;

/// <summary>
/// Runs every command of every example, and of README.md, as a user would: in a shell, in a folder of its own.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public class ExamplesTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>What a README's commands may start; the others are for boards and vendors' tools.</summary>
    private static readonly string[] Programs = ["./accel ", "python3 ", LibraryExample];

    /// <summary>How a user runs the example of the library; the tests run what the solution's build left.</summary>
    private const string LibraryExample = "dotnet run --project examples/library -c Release";

    private static string Root => Path.GetDirectoryName(Shipped.Configs())!;

    public static IEnumerable<string> Readmes() => Directory
        .EnumerateFiles(Path.Combine(Root, "examples"), "README.md", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file))
        .Order(StringComparer.Ordinal)
        .Append("README.md");

    [TestCaseSource(nameof(Readmes))]
    public void Commands_OfAReadme_DoWhatItSays(string readme)
    {
        IReadOnlyList<Walkthrough.Step> steps = Walkthrough.Parse(File.ReadAllText(Path.Combine(Root, readme)));
        steps = [.. steps.Where(step => Array.Exists(Programs, program =>
            step.Command.StartsWith(program, StringComparison.Ordinal)))];
        Assert.That(steps, Is.Not.Empty);

        string folder = Directory.CreateTempSubdirectory("accel-examples-").FullName;
        try
        {
            Prepare(folder);
            Assert.Multiple(() =>
            {
                foreach (Walkthrough.Step step in steps)
                {
                    Check(step, folder);
                }
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Parse_BlocksOfManyKinds_KeepsCommandsExitCodesAndOutput()
    {
        IReadOnlyList<Walkthrough.Step> steps = Walkthrough.Parse("""
            ```yaml
            kind: design
            ```
            ```sh
            # a remark
            ./accel one
            ./accel two
            ```
            ```text
            printed
            ...
            ```
            ```sh exit=2
            ./accel three
            ```
            """);

        Assert.That(steps.Select(step => (step.Command, step.ExitCode, string.Join('|', step.Printed))), Is.EqualTo(
            new[] { ("./accel one", 0, ""), ("./accel two", 0, "printed"), ("./accel three", 2, "") }));
    }

    /// <summary>A folder with the examples, the configs and the program under the names that a clone has.</summary>
    private static void Prepare(string folder)
    {
        foreach (string part in new[] { "examples", "configs" })
        {
            foreach (string file in SolutionFiles.Folders(part).SelectMany(Directory.EnumerateFiles))
            {
                string copy = Path.Combine(folder, Path.GetRelativePath(Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        // Not the script: it would build the program anew under the tests that run it.
        File.CreateSymbolicLink(
            Path.Combine(folder, "accel"), Path.Combine(Root, "src/Cli/bin/Release/net10.0/accel"));
    }

    private static void Check(Walkthrough.Step step, string folder)
    {
        string command = step.Command.Replace(LibraryExample,
            $"dotnet '{Root}/examples/library/bin/Release/net10.0/Accel.Library.dll'", StringComparison.Ordinal);
        ProcessStartInfo start = new("bash", ["-c", command])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{step.Command} takes more than {Limit}");
            return;
        }

        string printed = output.Result + errors.Result;
        Assert.That(process.ExitCode, Is.EqualTo(step.ExitCode), $"{step.Command}\n{printed}");
        foreach (string line in step.Printed)
        {
            Assert.That(printed, Does.Contain(line), step.Command);
        }
    }
}
