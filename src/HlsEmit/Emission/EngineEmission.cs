using Accel.Arch.Designs;
using Accel.Arch.Units;
using Accel.HlsEmit.Engines;

namespace Accel.HlsEmit.Emission;

/// <summary>A design's engine with products of seeded operands, written for some tools. The same request, the same
/// bytes.</summary>
public abstract class EngineEmission
{
    /// <summary>A buffer of a design that was scaled down: 2 KiB.</summary>
    private const long SmallBufferBits = 2 * 1024 * 8;

    /// <exception cref="ArgumentException"><see cref="WhyNot"/> says why.</exception>
    private protected EngineEmission(EmissionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (WhyNot(request) is { } reason)
        {
            throw new ArgumentException(reason, nameof(request));
        }

        IEngineFamily family = FamilyOf(request.Design)!;
        Request = request;
        Engine = EngineOf(request);
        Top = Identifier.From(request.Design.Name);
        IReadOnlyList<ProductShape> shapes =
            request.Shapes ?? family.Shapes(request.Design, request.Weights, request.Activations);
        Products = [.. shapes.Select((shape, i) => (shape,
            family.Product(request.Design, request.Weights, request.Activations, shape, request.Seed + i)))];
        Vectors = new TestVectors(Engine, Products);
    }

    public EmissionRequest Request { get; }

    public Engine Engine { get; }

    /// <summary>The module or function that a user takes.</summary>
    public string Top { get; }

    /// <summary>The test bench's name.</summary>
    public string Bench => $"tb_{Top}";

    /// <summary>The products of the test bench, one after the other.</summary>
    public IReadOnlyList<(ProductShape Shape, EngineProduct Product)> Products { get; }

    public TestVectors Vectors { get; }

    /// <summary>Every file, by path.</summary>
    public IReadOnlyList<EmittedFile> Files { get; private protected init; } = [];

    /// <summary>Why a design cannot be emitted in two formats, or null when it can.</summary>
    public static string? WhyNot(EmissionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return FamilyOf(request.Design) is not { } family
            ? $"fabrics of kind {request.Design.Fabric.Kind} have no hardware yet"
            : family.WhyNot(request.Design.Fabric, request.Weights, request.Activations);
    }

    /// <summary>The engine of a design that can be emitted.</summary>
    protected static Engine EngineOf(EmissionRequest request) =>
        FamilyOf(request.Design)!.Engine(request.Design, request.Weights, request.Activations);

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
}
