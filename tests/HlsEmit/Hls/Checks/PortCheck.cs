using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Emission.Hls;
using Accel.HlsEmit.Library;
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
        using TemporaryFolder folder = new();
        EmissionFolder.Write(folder.Path, [.. others, .. kernel.Zip(sources, (file, source) =>
            file with { Text = PragmaTransformation.Apply(source) })]);
        return [.. sources.SelectMany(StaticRules.Violations), .. Watch(folder.Path,
            [
                "-I", HlsEmission.SourceFolder, "-I", HlsEmission.BenchFolder, "-isystem", HlsEmission.StandInFolder,
                .. compiled,
            ], HlsEmission.BenchFolder)];
    }

    /// <summary>Every violation of the library's headers that a bench is caught at, but for those of sources.</summary>
    /// <param name="folder">Where the bench's vectors are.</param>
    /// <param name="macros">Options of the compiler.</param>
    public static IReadOnlyList<string> Violations(string folder, string bench, IReadOnlyList<string> macros)
    {
        const string Watched = "watched";
        EmissionFolder.Write(Path.Combine(folder, Watched), [.. HlsLibrary.Headers.Select(header =>
            new EmittedFile(header.Name, PragmaTransformation.Apply(new KernelSource(header.Name, header.Text))))]);
        return Watch(folder,
            [
                .. macros, "-I", Watched, "-I", Path.Combine(Rtl.HardwareTools.Library, "StandIn"), "-I",
                Path.Combine(Rtl.HardwareTools.Library, "Bench"), bench,
            ], ".");
    }

    /// <summary>Compiles and runs what was made of the sources.</summary>
    /// <param name="where">The folder to run in, from the other one.</param>
    private static List<string> Watch(string folder, IReadOnlyList<string> arguments, string where)
    {
        string program = Path.Combine(folder, "check");
        ToolResult built = Tools.Run(CSimulation.Compiler, folder,
            [
                "-O1", "-w", "-std=c++14", "-ffp-contract=off", "-DAP_INT_MAX_W=4096", "-DACCEL_PORT_CHECK",
                "-I", Header, "-include", "port_check.h", .. arguments, "-o", program,
            ], CancellationToken.None);
        if (!built.Succeeded)
        {
            // Pragmas of the wrong form do not compile as statements either.
            return [$"the kernel does not compile with watched ports: {built.Output}"];
        }

        ToolResult ran = Tools.Run(program, Path.Combine(folder, where), [], CancellationToken.None);
        string[] lines = ran.Output.Split('\n');
        List<string> violations =
            [.. lines.Where(line => line.StartsWith("port check: ", StringComparison.Ordinal)
                && !line.EndsWith(" violations", StringComparison.Ordinal))];
        if (!lines.Any(line => line.StartsWith("PASS ", StringComparison.Ordinal)))
        {
            violations.Add($"the kernel does not compute what it should: {ran.LastLines}");
        }

        return violations;
    }
}
