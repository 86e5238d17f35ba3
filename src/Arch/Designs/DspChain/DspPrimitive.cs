namespace Accel.Arch.Designs.DspChain;

/// <summary>The ports of a DSP slice that packing and chains rest on.</summary>
/// <remarks>Source: DSP48E2 from AMD's simulation model (Unisim 2020.1); DSP58 from AM004 and UG1353.</remarks>
/// <param name="Name">The name in YAML: <c>dsp48e2</c>.</param>
/// <param name="WideBits">Bits of the multiplier's wide operand, behind the pre-adder.</param>
/// <param name="NarrowBits">Bits of the multiplier's other operand.</param>
/// <param name="SumBits">Bits of the accumulator and of the cascade from slice to slice.</param>
public sealed record DspPrimitive(string Name, int WideBits, int NarrowBits, int SumBits)
{
    /// <summary>UltraScale+: 27 x 18, 48-bit sums.</summary>
    public static readonly DspPrimitive Dsp48E2 = new("dsp48e2", 27, 18, 48);

    /// <summary>Versal: 27 x 24, 58-bit sums, or a dot product of three 9 x 8-bit pairs.</summary>
    public static readonly DspPrimitive Dsp58 = new("dsp58", 27, 24, 58);

    public static readonly IReadOnlyList<DspPrimitive> All = [Dsp48E2, Dsp58];

    public override string ToString() => Name;
}
