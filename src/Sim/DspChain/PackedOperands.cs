namespace Accel.Sim.DspChain;

/// <summary>What the ports of a slice are given, so that one multiplication makes all products of a packing.</summary>
/// <remarks>
/// The wide operand is D + A or D - A, made by the slice's pre-adder. The narrow one is B, packed in front of the
/// slice: with one value there it is that value, with several an adder is needed.
/// </remarks>
/// <param name="D">The pre-adder's first operand.</param>
/// <param name="A">The pre-adder's second operand.</param>
/// <param name="Subtracts">Whether the wide operand is D - A, not D + A; the same for all values of a layout.</param>
/// <param name="B">The narrow operand.</param>
public readonly record struct PackedOperands(long D, long A, bool Subtracts, long B)
{
    /// <summary>The wide operand, before it wraps at the width of its port.</summary>
    public long Wide => Subtracts ? D - A : D + A;

    /// <summary>The sum of all products, each at the bit where its lane begins.</summary>
    public long Product => Wide * B;
}
