using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Emission.Hls;
using Accel.HlsEmit.Verification;
using Accel.Tests.Explore.Store;

namespace Accel.Tests.HlsEmit.Hls;

/// <summary>Emits a kernel, compiles it with all warnings on, and runs its bench: every bit.</summary>
internal static class KernelBench
{
    /// <summary>Demands that the kernel compiles clean and that its outputs are the machine's.</summary>
    public static void Run(EmissionRequest request, KernelInterface ports) => Assert.That(
        Failures(request, ports), Is.Empty, $"{request.Design.Fabric}, {request.Weights} x {request.Activations}");

    /// <summary>What the compiler complains about, and outputs that are not the machine's.</summary>
    public static IReadOnlyList<Check> Failures(EmissionRequest request, KernelInterface ports)
    {
        Assert.That(HlsEmission.WhyNot(request, ports), Is.Null);
        var emission = HlsEmission.Of(request, ports);
        using TemporaryFolder folder = new();
        EmissionFolder.Write(folder.Path, emission.Files);
        CSimulation simulation = new(emission, folder.Path, include: null, new ToolRunner(TimeSpan.FromMinutes(5)));
        Check[] checks =
        [
            simulation.Compile("compile", CancellationToken.None), simulation.Outputs("outputs", CancellationToken.None),
        ];
        return [.. checks.Where(check => !check.Passed)];
    }
}
