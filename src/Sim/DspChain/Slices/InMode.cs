namespace Accel.Sim.DspChain.Slices;

/// <summary>What goes into the pre-adder and the multiplier (INMODE bits 0 to 4).</summary>
[Flags]
public enum InMode
{
    None = 0,

    /// <summary>A is that of its first register instead of its last.</summary>
    FirstA = 1,

    /// <summary>The operand on the pre-adder's side, A or B, is zero.</summary>
    ZeroOperand = 2,

    /// <summary>D takes part; it is zero otherwise.</summary>
    EnableD = 4,

    /// <summary>The pre-adder subtracts: D - A or D - B.</summary>
    Subtract = 8,

    /// <summary>B is that of its first register instead of its last.</summary>
    FirstB = 16,
}
