namespace Accel.Sim.DspChain.Slices;

/// <summary>What is at the ports of a slice in one clock cycle; a port takes the low bits of its value.</summary>
public readonly record struct SliceInputs
{
    public long A { get; init; }

    public long B { get; init; }

    public long C { get; init; }

    public long D { get; init; }

    /// <summary>A of the slice before (ACIN).</summary>
    public long ACascade { get; init; }

    /// <summary>B of the slice before (BCIN).</summary>
    public long BCascade { get; init; }

    /// <summary>The sum of the slice before (PCIN).</summary>
    public long PCascade { get; init; }

    public bool CarryIn { get; init; }

    public InMode InMode { get; init; }

    public OpMode OpMode { get; init; }

    public AluMode AluMode { get; init; }

    /// <summary>Registers whose clock enable is low: they keep what they have.</summary>
    public SliceRegisters Held { get; init; }

    /// <summary>Registers that are set to zero, held or not.</summary>
    /// <remarks>A1 and A2 have one reset, as have B1 and B2, and D and AD: naming one clears both.</remarks>
    public SliceRegisters Cleared { get; init; }
}
