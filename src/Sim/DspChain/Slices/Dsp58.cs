namespace Accel.Sim.DspChain.Slices;

/// <summary>The DSP slice of Versal as chains use it: sums of 58 bits, stepped clock by clock.</summary>
/// <remarks>
/// <para>
/// Modelled: 27 x 24-bit products with the pre-adder in front (INT24), or dot products of three 9-bit fields of A by
/// three 8-bit fields of B, all signed (INT8); A of 34 bits, B of 24, C of 58, D of 27; operands of the adder, ALUMODE
/// 0000 to 0011, cascades, clock enables and synchronous resets as in the <see cref="Dsp48E2"/>.
/// </para>
/// <para>
/// Not modelled: NEGATE, shifted operands of the adder, asynchronous resets, the floating-point and complex modes, and
/// what the DSP48E2's model leaves out. There is no open simulation model to compare with.
/// </para>
/// <para>Source: AM004 and UG1353 for ports and modes; FINN's matrix-vector unit for chains of INT8 slices.</para>
/// </remarks>
public sealed class Dsp58 : DspSlice
{
    /// <exception cref="ArgumentException">No slice can be set like this.</exception>
    public Dsp58(Dsp58Settings settings)
        : base(settings, aBits: 34, bBits: 24, sumBits: 58, shifts: false, isDot: settings?.IsDot == true)
    {
    }
}
