using Accel.Arch.Designs;
using Accel.Arch.Formats;
using Accel.HlsEmit.Engines;

namespace Accel.HlsEmit.Emission;

/// <summary>A design to emit, in the formats that its engine multiplies.</summary>
public sealed record EmissionRequest
{
    public required Design Design { get; init; }

    public required TensorFormat Weights { get; init; }

    public required TensorFormat Activations { get; init; }

    /// <summary>What a cost model expects of an engine as it is set; null where nobody is asked.</summary>
    public Func<Engine, EngineEstimate>? Estimate { get; init; }

    /// <summary>What was published of the design; null where nobody is asked.</summary>
    public Func<IReadOnlyList<PublishedFigure>>? Published { get; init; }

    /// <summary>The program's version, for the manifest.</summary>
    public required string Version { get; init; }

    /// <summary>Seed of the operands.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Products of the test bench; those of the family where null.</summary>
    public IReadOnlyList<ProductShape>? Shapes { get; init; }
}
