namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>Which cycle of the machine a cycle of the RTL is, at the edge where a fold's operands enter.</summary>
/// <remarks>
/// The machine knows no pauses. In the RTL a pause enters the array like an operand and travels with them, so that a PE
/// that is n cycles behind the edge does now what the edge did n cycles ago. Without pauses both count alike.
/// </remarks>
/// <param name="start">The machine's cycle in which the first operands enter.</param>
internal sealed class FoldClock(long start)
{
    private readonly List<(long Cycle, bool Moves)> _cycles = [];

    /// <summary>A cycle of the RTL begins.</summary>
    /// <param name="moves">Whether it is one of the machine's, and no pause.</param>
    public void Add(bool moves)
    {
        long before = _cycles.Count == 0 ? start - 1 : _cycles[^1].Cycle;
        _cycles.Add((moves ? before + 1 : before, moves));
    }

    /// <summary>What a place so many cycles behind the edge does in this cycle.</summary>
    /// <returns>
    /// The machine's cycle in which the same place does that, or did its last step before a pause; and whether it is no
    /// pause.
    /// </returns>
    public (long Cycle, bool Moves) Behind(int cycles)
    {
        int at = _cycles.Count - 1 - cycles;
        (long edge, bool moves) = at < 0 ? (start + at, true) : _cycles[at];
        return (edge + cycles, moves);
    }
}
