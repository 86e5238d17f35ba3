namespace Accel.Sim.DspChain.Slices;

/// <summary>How a DSP48E2 is built.</summary>
public sealed record Dsp48E2Settings : SliceSettings
{
    /// <summary>
    /// A slice of a chain: the wide operand D + A or D - A, all registers, two on B so that it meets the pre-adder's
    /// result; four clock cycles from the ports to the sum.
    /// </summary>
    public static Dsp48E2Settings Chain { get; } = new()
    {
        MultipliesSum = true, BRegisters = 2, BCascadeRegisters = 2,
    };

    /// <summary>The same with weights on B, passed on by its first register while the second holds one.</summary>
    public static Dsp48E2Settings Prefetching { get; } = Chain with { BCascadeRegisters = 1, CascadesB = true };
}
