namespace Accel.Sim.DspChain.Slices;

/// <summary>What the adder does with its operands (ALUMODE 0000 to 0011); the logic unit is not modelled.</summary>
/// <remarks>Bit 0 inverts Z before the addition, bit 1 inverts the result.</remarks>
public enum AluMode
{
    /// <summary>Z + W + X + Y + carry.</summary>
    Add = 0,

    /// <summary>W + X + Y + carry - Z - 1.</summary>
    InvertZ = 1,

    /// <summary>-(Z + W + X + Y + carry) - 1.</summary>
    InvertResult = 2,

    /// <summary>Z - (W + X + Y + carry).</summary>
    Subtract = 3,
}
