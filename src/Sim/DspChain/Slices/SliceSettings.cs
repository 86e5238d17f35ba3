namespace Accel.Sim.DspChain.Slices;

/// <summary>How a slice is built: the parameters of its instance. Defaults are those of the primitives.</summary>
/// <remarks>Source: AMD's simulation model of the DSP48E2 (Unisim 2020.1), whose parameter each one names.</remarks>
public abstract record SliceSettings
{
    /// <summary>Registers on A, 0 to 2 (AREG).</summary>
    public int ARegisters { get; init; } = 1;

    /// <summary>Registers on B, 0 to 2 (BREG).</summary>
    public int BRegisters { get; init; } = 1;

    /// <summary>Registers that A passes on its way to the next slice (ACASCREG).</summary>
    public int ACascadeRegisters { get; init; } = 1;

    /// <summary>Registers that B passes on its way to the next slice (BCASCREG).</summary>
    /// <remarks>
    /// One of two: the first register passes weights on along a chain while the second holds the one in use.
    /// </remarks>
    public int BCascadeRegisters { get; init; } = 1;

    /// <summary>The registers that are present (CREG, DREG, ADREG, MREG, PREG and the control registers).</summary>
    /// <remarks>A1 to B2 are said by <see cref="ARegisters"/> and <see cref="BRegisters"/>, not here.</remarks>
    public SliceRegisters Registers { get; init; } = SliceRegisters.All;

    /// <summary>Whether A comes from the slice before (A_INPUT).</summary>
    public bool CascadesA { get; init; }

    /// <summary>Whether B comes from the slice before (B_INPUT).</summary>
    public bool CascadesB { get; init; }

    /// <summary>Whether the pre-adder's other operand is B, not A (PREADDINSEL).</summary>
    public bool PreAddsB { get; init; }

    /// <summary>Whether the multiplier's wide operand is that of the pre-adder, not A (AMULTSEL).</summary>
    public bool MultipliesSum { get; init; }

    /// <summary>Whether the multiplier's narrow operand is that of the pre-adder, not B (BMULTSEL).</summary>
    public bool MultipliesBySum { get; init; }

    /// <summary>Whether the multiplier is used at all (USE_MULT).</summary>
    public bool Multiplies { get; init; } = true;

    /// <summary>The constant that W can select (RND).</summary>
    public long Rounding { get; init; }

    /// <summary>Whether a register is present.</summary>
    internal bool Has(SliceRegisters register) => (Registers & register) != 0;

    /// <summary>Why a slice cannot be set like this, or null when it can.</summary>
    public virtual string? WhyNot() =>
        ARegisters is < 0 or > 2 || BRegisters is < 0 or > 2 ? "A and B have no, one or two registers"
        : !Cascades(ACascadeRegisters, ARegisters) ? "A must pass all its registers on, or the first of two"
        : !Cascades(BCascadeRegisters, BRegisters) ? "B must pass all its registers on, or the first of two"
        : !Multiplies && Has(SliceRegisters.M) ? "without a multiplier there is no M register"
        : null;

    private static bool Cascades(int passed, int registers) => passed == registers || (passed == 1 && registers == 2);
}
