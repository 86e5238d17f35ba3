using Accel.Arch.Designs;
using Accel.Arch.Units;
using Accel.HlsEmit.Engines;
using Accel.HlsEmit.Library;

namespace Accel.HlsEmit.Emission;

/// <summary>A design as Verilog: sources, test bench, vectors, scripts and manifest. The same request, the same
/// bytes.</summary>
public sealed class VerilogEmission
{
    private const string RtlFolder = "rtl", BenchFolder = "tb";

    /// <summary>A buffer of a design that was scaled down: 2 KiB.</summary>
    private const long SmallBufferBits = 2 * 1024 * 8;

    private VerilogEmission(EmissionRequest request, Engine engine, TestVectors vectors,
        IReadOnlyList<(ProductShape Shape, EngineProduct Product)> products)
    {
        (Request, Engine, Vectors, Products) = (request, engine, vectors, products);
        Top = Identifier.From(request.Design.Name);
        Bench = $"tb_{Top}";
        Modules = HardwareLibrary.Closure(engine.Module);
        Files = [.. Write().OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    public EmissionRequest Request { get; }

    public Engine Engine { get; }

    /// <summary>The module that a user instantiates.</summary>
    public string Top { get; }

    /// <summary>The module of the test bench.</summary>
    public string Bench { get; }

    /// <summary>Modules of the library in it, models of primitives too.</summary>
    public IReadOnlyList<HardwareModule> Modules { get; }

    /// <summary>The products of the test bench, one after the other.</summary>
    public IReadOnlyList<(ProductShape Shape, EngineProduct Product)> Products { get; }

    public TestVectors Vectors { get; }

    /// <summary>Every file, by path.</summary>
    public IReadOnlyList<EmittedFile> Files { get; }

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
        [.. HardwareLibrary.BenchModules.Select(module => $"{BenchFolder}/{module.FileName}"), $"{BenchFolder}/{Bench}.v"];

    /// <summary>Why a design cannot be emitted in two formats, or null when it can.</summary>
    public static string? WhyNot(EmissionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return FamilyOf(request.Design) is not { } family
            ? $"fabrics of kind {request.Design.Fabric.Kind} have no hardware yet"
            : family.WhyNot(request.Design.Fabric, request.Weights, request.Activations);
    }

    /// <summary>Writes everything in memory.</summary>
    /// <exception cref="ArgumentException"><see cref="WhyNot"/> says why.</exception>
    public static VerilogEmission Of(EmissionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (WhyNot(request) is { } reason)
        {
            throw new ArgumentException(reason, nameof(request));
        }

        IEngineFamily family = FamilyOf(request.Design)!;
        Engine engine = family.Engine(request.Design, request.Weights, request.Activations);
        IReadOnlyList<ProductShape> shapes =
            request.Shapes ?? family.Shapes(request.Design, request.Weights, request.Activations);
        (ProductShape Shape, EngineProduct Product)[] products = [.. shapes.Select((shape, i) => (shape,
            family.Product(request.Design, request.Weights, request.Activations, shape, request.Seed + i)))];
        return new VerilogEmission(request, engine, new TestVectors(engine, products), products);
    }

    /// <summary>The same datapath with fewer of everything that repeats.</summary>
    public static EmissionRequest ScaleDown(EmissionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        IEngineFamily family = FamilyOf(request.Design)!;
        Design small = request.Design with { Buffers = ScaleDown(request.Design.Buffers) };
        return request with { Design = family.ScaleDown(small), Shapes = null };
    }

    /// <summary>Buffers that small products fill.</summary>
    private static BufferSet ScaleDown(BufferSet buffers) => buffers with
    {
        Weights = Smaller(buffers.Weights), Activations = Smaller(buffers.Activations),
        Outputs = Smaller(buffers.Outputs),
    };

    private static Bits Smaller(Bits size) => new(Math.Min(size.Count, SmallBufferBits));

    private static IEngineFamily? FamilyOf(Design design) =>
        EngineFamilies.All.FirstOrDefault(family => family.Kind == design.Fabric.Kind);

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
