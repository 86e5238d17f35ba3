namespace Accel.Arch.Technologies;

/// <summary>What standard cells cost in a process, at its nominal voltage.</summary>
public sealed record LogicProcess
{
    /// <summary>Area of a two-input NAND gate in square micrometres.</summary>
    public LogicFigure GateArea { get; init; } = new();

    /// <summary>Energy of one bit's addition in picojoules: a full adder whose operands are random.</summary>
    public LogicFigure AdditionEnergy { get; init; } = new();

    /// <summary>What the carry of an addition takes from bit to bit, in picoseconds.</summary>
    public LogicFigure CarryDelay { get; init; } = new();

    /// <summary>Leakage of a two-input NAND gate in nanowatts; null where nobody published one of this node.</summary>
    public LogicFigure? GateLeakage { get; init; }

    /// <summary>
    /// Energy of a laid out block over the synthesized one, of blocks priced by their structure; null leaves it as it is.
    /// </summary>
    public LogicFigure? LayoutEnergyFactor { get; init; }
}
