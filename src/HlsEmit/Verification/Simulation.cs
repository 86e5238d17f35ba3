using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Engines;

namespace Accel.HlsEmit.Verification;

/// <summary>Runs the test bench of an emitted folder under a simulator.</summary>
/// <param name="folder">Where the emission lies; simulators build below it.</param>
public sealed class Simulation(VerilogEmission emission, string folder, ToolRunner tools)
{
    /// <summary>Icarus Verilog's name.</summary>
    public const string Icarus = "iverilog";

    /// <summary>Verilator's name.</summary>
    public const string Verilator = "verilator";

    /// <summary>Outputs of all checked runs, see <c>bench_control.v</c>.</summary>
    private const int CheckedRuns = 4;

    private string[] Sources => [.. emission.RtlSources, .. emission.ModelSources, .. emission.BenchSources];

    /// <summary>Builds and runs under Icarus: every bit, and the cycles of every product.</summary>
    public IReadOnlyList<Check> UnderIcarus(CancellationToken cancellation)
    {
        const string Program = "build/icarus.vvp";
        Directory.CreateDirectory(Path.Combine(folder, "build"));
        ToolResult built = tools.Run(Icarus, folder,
            ["-g2005", "-Wno-timescale", "-o", Program, "-s", emission.Bench, .. Sources], cancellation);
        return built.Succeeded
            ? Judge(Icarus, tools.Run("vvp", Path.Combine(folder, "tb"), ["-n", $"../{Program}"], cancellation))
            : NotBuilt(Icarus, built);
    }

    /// <summary>Builds and runs under Verilator: every bit, and the cycles of every product.</summary>
    public IReadOnlyList<Check> UnderVerilator(CancellationToken cancellation)
    {
        const string Build = "build/verilated";
        Directory.CreateDirectory(Path.Combine(folder, "build"));
        ToolResult built = tools.Run(Verilator, folder,
            [
                "--binary", "--timing", "-Wno-fatal", "-Wno-lint", "-Wno-style", "-O3", "-CFLAGS", "-O1", "--build-jobs",
                "2", "--top-module", emission.Bench, "--Mdir", Build, "-o", "bench",
                .. Sources.Select(source => Path.GetFullPath(Path.Combine(folder, source))),
            ], cancellation);
        return built.Succeeded
            ? Judge(Verilator, tools.Run(
                Path.GetFullPath(Path.Combine(folder, Build, "bench")), Path.Combine(folder, "tb"), [], cancellation))
            : NotBuilt(Verilator, built);
    }

    private IReadOnlyList<Check> NotBuilt(string tool, ToolResult built) =>
        [Check.Equal("outputs", tool, null, Expected, built.LastLines)];

    private long Expected => (long)CheckedRuns * emission.Vectors.Outputs.Count;

    private List<Check> Judge(string tool, ToolResult ran)
    {
        Verdict verdict = Verdict.Of(ran);
        List<Check> checks = [Check.Equal("outputs", tool, verdict.Passed, Expected, verdict.Failure)];
        for (int i = 0; i < emission.Products.Count; i++)
        {
            (ProductShape shape, EngineProduct product) = emission.Products[i];
            IReadOnlyList<long> measured = verdict.Cycles.GetValueOrDefault(i, []);

            // Both runs without pauses count: the first that differs is shown.
            long? shown = measured.Count == 0 ? null
                : measured.FirstOrDefault(cycles => cycles != product.Cycles, measured[0]);
            checks.Add(Check.Equal($"cycles {shape.M}x{shape.K}x{shape.N}", tool, shown, product.Cycles));
        }

        return checks;
    }
}
