namespace Accel.Sim.Systolic.Machine;

/// <summary>What one PE of a stepped array holds at the end of a cycle.</summary>
/// <param name="HasLeft">
/// Whether <paramref name="Left"/> is an operand of the fold that came in from the left, which the PE has multiplied in
/// this cycle.
/// </param>
/// <param name="HasRight">The same of <paramref name="Right"/>; one that stays is there once it was loaded.</param>
/// <param name="Right">The operand that moves down, or stays.</param>
/// <param name="Sum">The sum that stays, or that moves on down in the next cycle.</param>
internal readonly record struct PeRegisters<TOperand, TSum>(
    bool HasLeft, TOperand Left, bool HasRight, TOperand Right, TSum Sum)
    where TOperand : unmanaged
    where TSum : unmanaged;
