namespace Accel.Sim.DspChain.Machine;

/// <summary>Weights or activations as they enter a slice: on a port of it, and one by one beside it.</summary>
/// <param name="Word">The packed word on the port.</param>
/// <param name="Values">The values in bytes, of which carry trackers take the low bits.</param>
internal readonly record struct PackedOperand(long Word, ulong Values)
{
    /// <summary>The i-th value.</summary>
    public int this[int i] => unchecked((sbyte)(Values >> (8 * i)));
}
