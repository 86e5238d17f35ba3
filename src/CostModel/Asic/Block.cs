namespace Accel.CostModel.Asic;

/// <summary>What a block of logic is made of, whatever the process.</summary>
/// <remarks>
/// Gates are those of a synthesis without pressure of time. Delays are of combinational paths: registers start a new
/// one, so that a pipeline's delay is its longest stage's.
/// </remarks>
/// <param name="Gates">Combinational cells, in areas of a two-input NAND gate.</param>
/// <param name="Registers">Flip-flops.</param>
/// <param name="Additions">Energy of one operation or clocked cycle, in one-bit additions.</param>
/// <param name="Carries">The longest path, in delays of a carry from bit to bit.</param>
public readonly record struct Block(double Gates, double Registers, double Additions, double Carries)
{
    /// <summary>Nothing.</summary>
    public static readonly Block None;

    /// <summary>Two blocks side by side: the slower decides.</summary>
    public static Block operator +(in Block left, in Block right) => new(
        left.Gates + right.Gates, left.Registers + right.Registers, left.Additions + right.Additions,
        Math.Max(left.Carries, right.Carries));

    /// <summary>So many side by side.</summary>
    public static Block operator *(in Block one, double count) => one with
    {
        Gates = one.Gates * count, Registers = one.Registers * count, Additions = one.Additions * count,
    };

    /// <summary>Another block behind this one, in the same cycle: it needs the last bit of what it takes.</summary>
    /// <remarks>Some of it does not; 0.85 of the delay was found in float adders of our own synthesis.</remarks>
    public Block Then(in Block next) => this + next with { Carries = Carries + (DependentShare * next.Carries) };

    /// <summary>An addition behind this block: low bits are added while high ones are still on their way.</summary>
    /// <remarks>0.45 of its delay, calibrated on the 8 x 8 MAC with 32 bits of our own synthesis.</remarks>
    public Block ThenAdd(in Block next) => this + next with { Carries = Carries + (OverlappedShare * next.Carries) };

    /// <summary>A block that works for a share of the operations only.</summary>
    public Block ActiveFor(double share) => this with { Additions = Additions * share };

    private const double DependentShare = 0.85, OverlappedShare = 0.45;
}
