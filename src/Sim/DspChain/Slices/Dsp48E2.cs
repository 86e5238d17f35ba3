namespace Accel.Sim.DspChain.Slices;

/// <summary>The DSP slice of UltraScale+ as chains use it: 27 x 18 bits, sums of 48, stepped clock by clock.</summary>
/// <remarks>
/// <para>
/// Modelled: A of 30 bits and B of 18 with no, one or two registers, C of 48, D of 27, the pre-adder on the side of A
/// or B, the signed multiplier, all operands of the adder but Z = 100, ALUMODE 0000 to 0011, CARRYIN, the cascades of
/// A, B and P, clock enables and synchronous resets.
/// </para>
/// <para>
/// Not modelled: pattern detector, wide XOR and logic unit, SIMD (USE_SIMD is ONE48), inverted pins, CARRYINSEL other
/// than 000 with the carry outputs, MULTSIGNIN, USE_MULT DYNAMIC, asynchronous start-up reset.
/// </para>
/// <para>Source: AMD's simulation model (Unisim 2020.1).</para>
/// </remarks>
public sealed class Dsp48E2 : DspSlice
{
    /// <exception cref="ArgumentException">No slice can be set like this.</exception>
    public Dsp48E2(Dsp48E2Settings settings)
        : base(settings, aBits: 30, bBits: 18, sumBits: 48, shifts: true, isDot: false)
    {
    }
}
