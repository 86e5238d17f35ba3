using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Emission.Hls;

namespace Accel.HlsEmit.Verification;

/// <summary>Emits a design as C++ into a fresh folder, compiles it, and compares its C simulation with the machine.</summary>
/// <param name="progress">Told what begins.</param>
public sealed class HlsVerifier(VerifyOptions options, IProgress<string> progress)
{
    private readonly ToolRunner _tools = new(options.Timeout);

    /// <summary>
    /// Verifies the kernel at the design's own size, behind memory, and a small one of the same datapath, whose products
    /// have more edges, behind memory and behind streams.
    /// </summary>
    /// <param name="folder">Where to work; it is written to.</param>
    /// <exception cref="OperationCanceledException">It was ended on request.</exception>
    public VerifyResult Run(EmissionRequest request, string folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        HashSet<string> missing = [];
        if (_tools.Run(CSimulation.Compiler, Path.GetTempPath(), ["--version"], cancellation).IsMissing)
        {
            // Nothing runs that was not compiled.
            missing.UnionWith([CSimulation.Compiler, "csim"]);
        }

        CheckList run = new(missing, options.AllowMissing, progress);
        HlsEmission whole = Verify(request, KernelInterface.Memory, "full size", Path.Combine(folder, "design"));
        EmissionRequest small = EngineEmission.ScaleDown(request);
        Verify(small, KernelInterface.Memory, "small", Path.Combine(folder, "small"));
        Verify(small, KernelInterface.Stream, "small, streams", Path.Combine(folder, "streams"));
        return new VerifyResult
        {
            Target = "hls", Emission = whole, Checks = run.Checks, Missing = run.Missing,
        };

        HlsEmission Verify(EmissionRequest what, KernelInterface ports, string name, string where)
        {
            HlsEmission emission = HlsEmission.Of(what, ports);
            EmissionFolder.Write(where, emission.Files);
            CSimulation simulation = new(emission, where, options.HlsInclude, _tools);
            run.One($"compile, {name}", CSimulation.Compiler, () => simulation.Compile($"compile, {name}", cancellation));
            run.One($"outputs, {name}", "csim", () => simulation.Outputs($"outputs, {name}", cancellation));
            return emission;
        }
    }
}
