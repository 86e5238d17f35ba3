using Accel.HlsEmit.Library;

namespace Accel.HlsEmit.Emission;

/// <summary>A design as Verilog: sources, test bench, vectors, scripts and manifest.</summary>
public sealed class VerilogEmission : EngineEmission
{
    private const string RtlFolder = "rtl", BenchFolder = "tb";

    private VerilogEmission(EmissionRequest request)
        : base(request)
    {
        Modules = HardwareLibrary.Closure(Engine.Module);
        Files = [.. Write().OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>Modules of the library in it, models of primitives too.</summary>
    public IReadOnlyList<HardwareModule> Modules { get; }

    /// <summary>Sources for synthesis, by path.</summary>
    public IEnumerable<string> RtlSources => [
        .. Modules.Where(module => !module.IsModel).Select(module => $"{RtlFolder}/{module.FileName}"),
        $"{RtlFolder}/{Top}.v",
    ];

    /// <summary>Models of primitives that simulation and lint need besides.</summary>
    public IEnumerable<string> ModelSources =>
        Modules.Where(module => module.IsModel).Select(module => $"{BenchFolder}/{module.FileName}");

    /// <summary>Models whose primitives Yosys does not know, so that it reads their ports from here.</summary>
    public IEnumerable<string> BlackBoxes =>
        ModelSources.Where(source => !source.EndsWith("/DSP48E2.v", StringComparison.Ordinal));

    /// <summary>Sources of the test bench.</summary>
    public IEnumerable<string> BenchSources =>
    [
        .. HardwareLibrary.BenchModules.Select(module => $"{BenchFolder}/{module.FileName}"),
        $"{BenchFolder}/{Bench}.v",
    ];

    /// <summary>Writes everything in memory.</summary>
    /// <exception cref="ArgumentException"><see cref="EngineEmission.WhyNot"/> says why.</exception>
    public static VerilogEmission Of(EmissionRequest request) => new(request);

    private IEnumerable<EmittedFile> Write()
    {
        // A name of YAML reaches no source: the identifier says enough, and the formats' texts are ours.
        string description = $"{Top}: {Request.Weights} weights times {Request.Activations} activations.";
        yield return new EmittedFile($"{RtlFolder}/{Top}.v", TopWriter.Write(Top, Engine, description));
        yield return new EmittedFile(
            $"{BenchFolder}/{Bench}.v", BenchWriter.Write(Bench, Top, Engine, Vectors));
        foreach (HardwareModule module in Modules)
        {
            yield return new EmittedFile(
                $"{(module.IsModel ? BenchFolder : RtlFolder)}/{module.FileName}", module.Text);
        }

        foreach (HardwareModule module in HardwareLibrary.BenchModules)
        {
            yield return new EmittedFile($"{BenchFolder}/{module.FileName}", module.Text);
        }

        foreach (EmittedFile file in Vectors.Files(BenchFolder))
        {
            yield return file;
        }

        foreach (EmittedFile file in ToolScripts.Of(this))
        {
            yield return file;
        }

        yield return VerilogManifest.Of(this);
    }
}
