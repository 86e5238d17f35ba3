namespace Accel.Sim.DspChain.Slices;

/// <summary>The registers of a slice.</summary>
[Flags]
public enum SliceRegisters
{
    None = 0,
    A1 = 1,
    A2 = 2,
    B1 = 4,
    B2 = 8,
    C = 16,
    D = 32,

    /// <summary>Behind the pre-adder.</summary>
    Ad = 64,

    /// <summary>Behind the multiplier.</summary>
    M = 128,

    /// <summary>Behind the adder.</summary>
    P = 256,
    OpMode = 512,
    AluMode = 1024,
    InMode = 2048,
    CarryIn = 4096,

    A = A1 | A2,
    B = B1 | B2,
    All = 8191,
}
