namespace Accel.Sim.DspChain.Slices;

/// <summary>How a DSP58 is built.</summary>
public sealed record Dsp58Settings : SliceSettings
{
    /// <summary>Whether the multiplier is a dot product of three pairs (DSP_MODE INT8), not 27 x 24 bits.</summary>
    public bool IsDot { get; init; }

    /// <summary>A slice of a chain of 27 x 24-bit products, set as <see cref="Dsp48E2Settings.Chain"/>.</summary>
    public static Dsp58Settings Chain { get; } = new()
    {
        MultipliesSum = true, BRegisters = 2, BCascadeRegisters = 2,
    };

    /// <summary>A slice of a chain of dot products that ends a segment: A and B, M, P.</summary>
    public static Dsp58Settings Dot { get; } = new() { IsDot = true };

    /// <summary>The same inside a segment: the sum goes on to the next slice in the same cycle.</summary>
    public static Dsp58Settings DotThrough { get; } = Dot with { Registers = SliceRegisters.All & ~SliceRegisters.P };

    /// <inheritdoc/>
    public override string? WhyNot() => IsDot && (MultipliesSum || MultipliesBySum)
        ? "a dot product takes A and B as they are, not the pre-adder's result"
        : base.WhyNot();
}
