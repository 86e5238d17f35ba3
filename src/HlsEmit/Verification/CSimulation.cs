using Accel.HlsEmit.Emission.Hls;

namespace Accel.HlsEmit.Verification;

/// <summary>Compiles an emitted kernel with its test bench, all warnings on, and runs it.</summary>
/// <param name="folder">Where the emission lies; the program is built below it.</param>
/// <param name="include">The vendor's headers, or null for the stand-ins.</param>
public sealed class CSimulation(HlsEmission emission, string folder, string? include, ToolRunner tools)
{
    public const string Compiler = "g++";

    private const string Program = "build/csim";

    /// <summary>What the optimizer says of foreign headers, inlined into ours, is not ours to mend.</summary>
    private static readonly string[] Foreign =
        ["-Wno-error", "-Wno-array-bounds", "-Wno-maybe-uninitialized", "-Wno-int-in-bool-context"];

    /// <summary>
    /// The compiler's complaints: a clean kernel gets none. Those about foreign headers are not counted.
    /// </summary>
    public Check Compile(string name, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.Combine(folder, "build"));
        ToolResult built = tools.Run(Compiler, folder,
            [
                "-O2", "-Wall", "-Wextra", "-Werror", "-std=c++14", "-Wno-unknown-pragmas", "-Wno-unused-label", "-ffp-contract=off",
                "-DAP_INT_MAX_W=4096", "-I", HlsEmission.SourceFolder, "-I", HlsEmission.BenchFolder,
                .. include is null ? Array.Empty<string>() : [.. Foreign, "-isystem", Path.GetFullPath(include)],
                "-isystem", HlsEmission.StandInFolder, emission.KernelSource, emission.BenchSource, "-o", Program,
            ], cancellation);
        int lines = built.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        return !built.Succeeded ? new Check(name, Compiler, false, null, 0, built.LastLines)
            : include is null ? Check.Equal(name, Compiler, lines, 0, built.LastLines)
            : new Check(name, Compiler, true, null, null);
    }

    /// <summary>Every output beat of every product, bit for bit.</summary>
    public Check Outputs(string name, CancellationToken cancellation)
    {
        string program = Path.GetFullPath(Path.Combine(folder, Program));
        if (!File.Exists(program))
        {
            return new Check(name, "csim", false, null, emission.Vectors.Outputs.Count, "the kernel was not compiled");
        }

        Verdict verdict = Verdict.Of(
            tools.Run(program, Path.Combine(folder, HlsEmission.BenchFolder), [], cancellation));
        return Check.Equal(name, "csim", verdict.Passed, emission.Vectors.Outputs.Count, verdict.Failure);
    }
}
