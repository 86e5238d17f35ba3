using Accel.HlsEmit.Emission;

namespace Accel.HlsEmit.Verification;

/// <summary>What three tools say of the emitted sources with all their warnings on.</summary>
/// <param name="folder">Where the emission lies.</param>
public sealed class LintChecks(VerilogEmission emission, string folder, ToolRunner tools)
{
    private string[] Sources => [.. emission.RtlSources, .. emission.ModelSources];

    /// <summary>Verilator: lint and elaboration.</summary>
    /// <param name="name">What the check is called.</param>
    public Check ByVerilator(string name, CancellationToken cancellation) => Judge(name, Simulation.Verilator,
        tools.Run(Simulation.Verilator, folder,
            ["--lint-only", "-Wall", "--top-module", emission.Top, .. Sources], cancellation));

    /// <summary>Icarus Verilog: lint and elaboration.</summary>
    public Check ByIcarus(string name, CancellationToken cancellation) => Judge(name, Simulation.Icarus,
        tools.Run(Simulation.Icarus, folder,
            ["-g2005", "-Wall", "-t", "null", "-s", emission.Top, .. Sources], cancellation));

    /// <summary>Yosys: hierarchy, multiple drivers, combinational loops.</summary>
    public Check ByYosys(string name, CancellationToken cancellation) => Judge(name, Synthesis.Yosys,
        tools.Run(Synthesis.Yosys, folder,
            [
                "-q", "-p", $"read_verilog {string.Join(' ', Sources)}; hierarchy -check -top {emission.Top}; proc; "
                    + "check -assert",
            ], cancellation));

    /// <summary>Every line is a complaint: a clean design gets none.</summary>
    private static Check Judge(string name, string tool, ToolResult result)
    {
        int lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        return result.Succeeded
            ? Check.Equal(name, tool, lines, 0, result.LastLines)
            : new Check(name, tool, false, null, 0, result.LastLines);
    }
}
