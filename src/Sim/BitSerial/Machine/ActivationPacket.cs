namespace Accel.Sim.BitSerial.Machine;

/// <summary>What a tile column's operand register holds: the activations of its columns' lanes.</summary>
/// <param name="Activations">All activations of the GEMM, of which the register holds a beat's.</param>
/// <param name="FirstToken">Token of the tile's first column.</param>
/// <param name="Columns">Columns of the tile in use; none for a tile that the fold does not reach.</param>
internal readonly record struct ActivationPacket(
    BeatControl Control, ActivationVectors Activations, int FirstToken, int Columns)
{
    /// <summary>Where the first lane's activations are, from a column of the tile on.</summary>
    public int Place(int column) => Activations.At(FirstToken + column, Control.K);
}
