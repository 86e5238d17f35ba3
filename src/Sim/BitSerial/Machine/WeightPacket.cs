namespace Accel.Sim.BitSerial.Machine;

/// <summary>What a tile row's operand register holds: the terms (or baseline weights) of its rows' lanes.</summary>
/// <param name="Operands">All operands of the GEMM, of which the register holds a beat's.</param>
/// <param name="FirstChannel">Channel of the tile's first row.</param>
/// <param name="Rows">Rows of the tile in use; none for a tile that the fold does not reach.</param>
internal readonly record struct WeightPacket(
    BeatControl Control, BitSerialOperands Operands, int FirstChannel, int Rows)
{
    /// <summary>The terms of a row's lanes in this cycle.</summary>
    public ReadOnlySpan<Term> Terms(int row) =>
        Operands.TermsAt(FirstChannel + row, Control.Term, Control.K, Control.Count);

    /// <summary>The weights of a row's lanes, for baseline PEs.</summary>
    public ReadOnlySpan<float> Weights(int row) => Operands.WeightsAt(FirstChannel + row, Control.K, Control.Count);
}
