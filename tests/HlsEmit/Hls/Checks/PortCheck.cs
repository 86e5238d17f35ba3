using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Emission.Hls;
using Accel.HlsEmit.Verification;
using Accel.Tests.Explore.Store;

namespace Accel.Tests.HlsEmit.Hls.Checks;

/// <summary>Checks a kernel's pragmas: what its sources say, and what its memories are asked while it runs.</summary>
/// <remarks>A missing compiler fails the test: nothing is skipped.</remarks>
internal static class PortCheck
{
    private static readonly ToolRunner Tools = new(TimeSpan.FromMinutes(10));

    /// <summary>The header that watches ports, beside this file.</summary>
    private static string Header { get; } = Path.Combine(
        Rtl.HardwareTools.Library, "..", "..", "tests", "HlsEmit", "Hls", "Checks");

    /// <summary>Every violation of an emitted kernel that computes what its machine does.</summary>
    /// <param name="change">What to do to each source before, by its name and text; for faults.</param>
    public static IReadOnlyList<string> Violations(HlsEmission emission, Func<string, string, string>? change = null)
    {
        HashSet<string> kernel = [.. emission.Sources];
        return Violations(
            [.. emission.Files.Where(file => kernel.Contains(file.Path)).Select(file =>
                file with { Text = change?.Invoke(Path.GetFileName(file.Path), file.Text) ?? file.Text })],
            [.. emission.Files.Where(file => !kernel.Contains(file.Path))],
            [emission.KernelSource, emission.BenchSource]);
    }

    /// <summary>Every violation of a kernel.</summary>
    /// <param name="kernel">Its sources, in <c>src</c>.</param>
    /// <param name="others">Bench, vectors and stand-ins, in <c>tb</c> and <c>standin</c>.</param>
    /// <param name="compiled">The paths of what is compiled; the program runs in <c>tb</c>.</param>
    public static IReadOnlyList<string> Violations(
        IReadOnlyList<EmittedFile> kernel, IReadOnlyList<EmittedFile> others, IReadOnlyList<string> compiled)
    {
        KernelSource[] sources = [.. kernel.Select(file => new KernelSource(Path.GetFileName(file.Path), file.Text))];
        List<string> violations = [.. sources.SelectMany(StaticRules.Violations)];
        using TemporaryFolder folder = new();
        EmissionFolder.Write(folder.Path, [.. others, .. kernel.Zip(sources, (file, source) =>
            file with { Text = PragmaTransformation.Apply(source) })]);
        string program = Path.Combine(folder.Path, "check");
        ToolResult built = Tools.Run(CSimulation.Compiler, folder.Path,
            [
                "-O1", "-w", "-std=c++14", "-ffp-contract=off", "-DAP_INT_MAX_W=4096", "-DACCEL_PORT_CHECK",
                "-I", Header, "-include", "port_check.h", "-I", HlsEmission.SourceFolder, "-I", HlsEmission.BenchFolder,
                "-isystem", HlsEmission.StandInFolder, .. compiled, "-o", program,
            ], CancellationToken.None);
        if (!built.Succeeded)
        {
            // Pragmas of the wrong form do not compile as statements either.
            return [.. violations, $"the kernel does not compile with watched ports: {built.Output}"];
        }

        string bench = Path.Combine(folder.Path, HlsEmission.BenchFolder);
        ToolResult ran = Tools.Run(program, bench, [], CancellationToken.None);
        string[] lines = ran.Output.Split('\n');
        violations.AddRange(lines.Where(line => line.StartsWith("port check: ", StringComparison.Ordinal)
            && !line.EndsWith(" violations", StringComparison.Ordinal)));
        if (!lines.Any(line => line.StartsWith("PASS ", StringComparison.Ordinal)))
        {
            violations.Add($"the kernel does not compute what it should: {ran.LastLines}");
        }

        return violations;
    }
}
