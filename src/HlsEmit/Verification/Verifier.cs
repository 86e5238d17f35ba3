using Accel.HlsEmit.Emission;

namespace Accel.HlsEmit.Verification;

/// <summary>Emits a design into a fresh folder and runs every tool on it.</summary>
/// <param name="progress">Told what begins.</param>
public sealed class Verifier(VerifyOptions options, IProgress<string> progress)
{
    private static readonly string[] Tools = [Simulation.Verilator, Simulation.Icarus, Synthesis.Yosys];

    private readonly ToolRunner _tools = new(options.Timeout);

    /// <summary>Verifies a design: the whole of it linted, a small one of the same datapath simulated and
    /// synthesized.</summary>
    /// <param name="folder">Where to work; it is written to.</param>
    /// <exception cref="OperationCanceledException">It was ended on request.</exception>
    public VerifyResult Run(EmissionRequest request, string folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        HashSet<string> missing = [.. Tools.Where(tool =>
            _tools.Run(tool, Path.GetTempPath(), [tool == Synthesis.Yosys ? "-V" : "--version"], cancellation)
                .IsMissing)];
        EmissionRequest small = options.FullSize ? request : VerilogEmission.ScaleDown(request);
        VerilogEmission emission = Emit(small, Path.Combine(folder, "design"));
        CheckList run = new(missing, options.AllowMissing, progress);
        LintChecks lint = new(emission, Path.Combine(folder, "design"), _tools);
        Simulation simulation = new(emission, Path.Combine(folder, "design"), _tools);
        Synthesis synthesis = new(emission, Path.Combine(folder, "design"), _tools);
        if (!options.FullSize)
        {
            run.One("lint, full size", Simulation.Verilator, () =>
            {
                VerilogEmission whole = Emit(
                    request with { Shapes = [] }, Path.Combine(folder, "full"));
                return new LintChecks(whole, Path.Combine(folder, "full"), _tools)
                    .ByVerilator("lint, full size", cancellation);
            });
        }

        run.One("lint", Simulation.Verilator, () => lint.ByVerilator("lint", cancellation));
        run.One("lint", Simulation.Icarus, () => lint.ByIcarus("lint", cancellation));
        run.One("lint", Synthesis.Yosys, () => lint.ByYosys("lint", cancellation));
        run.Many("outputs", Simulation.Icarus, () => simulation.UnderIcarus(cancellation));
        run.Many("outputs", Simulation.Verilator, () => simulation.UnderVerilator(cancellation));
        CellCounts? fpga = null, asic = null;
        double? area = null;
        run.One("latches, xcup", Synthesis.Yosys, () =>
        {
            (Check check, fpga) = synthesis.ForFpga(cancellation);
            return check;
        });

        if (small.Estimate is { } estimate)
        {
            run.Many("resources", Synthesis.Yosys,
                () => fpga is null ? [] : ResourceChecks.Of(fpga, estimate(emission.Engine)));
        }

        // A design for an FPGA has its memories and slices, which standard cells have not.
        if (request.Design.Technology.Device is null)
        {
            run.One("latches, standard cells", Synthesis.Yosys, () =>
            {
                (Check check, asic, area) = synthesis.ForAsic(options.Liberty, cancellation);
                return check;
            });
        }

        return new VerifyResult
        {
            Target = "verilog", Emission = emission, Checks = run.Checks, Missing = run.Missing, FpgaCells = fpga, AsicCells = asic,
            AsicArea = area,
        };
    }

    private static VerilogEmission Emit(EmissionRequest request, string folder)
    {
        VerilogEmission emission = VerilogEmission.Of(request);
        EmissionFolder.Write(folder, emission.Files);
        return emission;
    }
}
