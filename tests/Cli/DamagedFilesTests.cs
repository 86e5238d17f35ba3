using Accel.Tests.Arch.Yaml;
using Accel.Tests.Robustness;
using Accel.Tests.Support;

namespace Accel.Tests.Cli;

/// <summary>
/// Damaged files given to the program itself: exit code 0 or 2, diagnostics that name the file, no stack trace.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public class DamagedFilesTests
{
    [TestCase("designs/bitmod-28nm.yaml", "run", "FILE", "-w", "llama-2-7b-chat")]
    [TestCase("workloads/llama-2-7b-chat.yaml", "run", "bitmod-28nm", "-w", "FILE")]
    [TestCase("models/phi-2.yaml", "run", "bitmod-28nm", "-w", "llama-2-7b-chat", "--set", "model=phi-2")]
    [TestCase("technologies/cmos-28nm.yaml", "gemm", "bitmod-28nm", "--m", "8", "--k", "128", "--n", "8")]
    [TestCase("sweeps/bitserial-llama2-7b.yaml", "sweep", "FILE", "--out", "out")]
    public void Program_DamagedFile_ExitsWith0Or2(string file, params string[] arguments)
    {
        string text = File.ReadAllText(Path.Combine(Shipped.Configs(), file));
        int refused = 0;
        for (int seed = 1000; seed < 1008; seed++)
        {
            using ConfigFolder folder = new();
            string path = folder.Write($"mine/{file}", string.Empty);
            File.WriteAllBytes(Path.Combine(folder.Path, path), YamlMutations.Apply(text, seed));
            AccelProcess run = AccelProcess.Run(folder.Path, [("ACCEL_CONFIGS", "mine")],
                [.. arguments.Select(argument => argument == "FILE" ? path : argument)]);
            Assert.That(run.ExitCode, Is.AnyOf(0, 2), $"seed {seed}: {run.Error}");
            if (run.ExitCode == 2)
            {
                refused++;
                Assert.That(run.Output, Is.Empty, $"seed {seed}");
                Assert.That(run.ErrorLines, Has.All.Match(
                    @"^[^:]+(:[1-9][0-9]*:[1-9][0-9]*)?: (error|warning) ACC0[0-9][0-9]: \S"), $"seed {seed}");
                Assert.That(Directory.Exists(Path.Combine(folder.Path, "out")), Is.False, "something was written");
            }
        }

        Assert.That(refused, Is.Positive);
    }
}
