using Accel.HlsEmit.Vectors;

namespace Accel.HlsEmit.Engines;

/// <summary>A product of seeded operands: what enters an engine, what leaves it, and after how many cycles.</summary>
public sealed record EngineProduct
{
    /// <summary>Beats of each operand stream, in the order of <see cref="Engine.Inputs"/> without the command.</summary>
    public required IReadOnlyList<IReadOnlyList<BitWord>> Operands { get; init; }

    /// <summary>Outputs of the cycle-stepped machine, in the engine's order.</summary>
    public required IReadOnlyList<OutputBeat> Outputs { get; init; }

    /// <summary>The machine's cycles, which are those of the closed form.</summary>
    public required long Cycles { get; init; }
}
