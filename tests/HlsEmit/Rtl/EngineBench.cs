using Accel.Arch.Designs;
using Accel.Arch.Formats;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Engines;
using Accel.HlsEmit.Verification;
using Accel.Tests.Explore.Store;

namespace Accel.Tests.HlsEmit.Rtl;

/// <summary>Emits a design and simulates its bench: every bit and every cycle, with and without pauses.</summary>
internal static class EngineBench
{
    /// <summary>Emits, simulates and demands that everything is as the machine says.</summary>
    /// <param name="shapes">Products; those of the family where none are given.</param>
    /// <returns>What was emitted.</returns>
    public static VerilogEmission Run(Design design, TensorFormat weights, TensorFormat activations, int seed = 1,
        bool alsoVerilator = false, params ProductShape[] shapes) => Run(new EmissionRequest
    {
        Design = design, Weights = weights, Activations = activations, Version = "0", Seed = seed,
        Shapes = shapes.Length == 0 ? null : shapes,
    }, alsoVerilator);

    public static VerilogEmission Run(EmissionRequest request, bool alsoVerilator)
    {
        (VerilogEmission emission, IReadOnlyList<Check> failures) = Judge(request, alsoVerilator, alsoLint: false);
        Assert.That(failures, Is.Empty, $"{request.Design.Fabric}, {request.Weights} x {request.Activations}, "
            + $"{emission.Engine}");
        return emission;
    }

    /// <summary>What is not as the machine says under Icarus, and what Verilator's lint finds.</summary>
    public static IReadOnlyList<Check> Failures(EmissionRequest request, bool alsoLint) =>
        Judge(request, alsoVerilator: false, alsoLint).Failures;

    /// <summary>Lints and elaborates the emitted sources with all warnings of Verilator on.</summary>
    /// <remarks>Icarus would elaborate an array of a thousand PEs too, in several GiB of memory.</remarks>
    public static void Lint(EmissionRequest request)
    {
        VerilogEmission emission = VerilogEmission.Of(request);
        using TemporaryFolder folder = new();
        EmissionFolder.Write(folder.Path, emission.Files);
        Check lint = new LintChecks(emission, folder.Path, new ToolRunner(TimeSpan.FromMinutes(10)))
            .ByVerilator("lint", CancellationToken.None);
        Assert.That(lint.Passed, lint.Detail);
    }

    private static (VerilogEmission Emission, IReadOnlyList<Check> Failures) Judge(
        EmissionRequest request, bool alsoVerilator, bool alsoLint)
    {
        Assert.That(VerilogEmission.WhyNot(request), Is.Null);
        VerilogEmission emission = VerilogEmission.Of(request);
        using TemporaryFolder folder = new();
        EmissionFolder.Write(folder.Path, emission.Files);
        ToolRunner tools = new(TimeSpan.FromMinutes(5));
        Simulation simulation = new(emission, folder.Path, tools);
        List<Check> checks = [.. simulation.UnderIcarus(CancellationToken.None)];
        if (alsoVerilator)
        {
            checks.AddRange(simulation.UnderVerilator(CancellationToken.None));
        }

        if (alsoLint)
        {
            checks.Add(new LintChecks(emission, folder.Path, tools).ByVerilator("lint", CancellationToken.None));
        }

        return (emission, [.. checks.Where(check => !check.Passed)]);
    }
}
