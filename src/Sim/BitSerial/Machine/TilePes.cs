namespace Accel.Sim.BitSerial.Machine;

/// <summary>
/// The data registers of a tile's PEs. The tile calls the stages last to first, so that each sees old values.
/// </summary>
internal abstract class TilePes
{
    /// <summary>The first pipeline stage after the operand registers.</summary>
    public virtual void Align(WeightPacket weights, ActivationPacket activations)
    {
    }

    public abstract void Multiply(WeightPacket weights, ActivationPacket activations);

    public abstract void Accumulate(BeatControl control, int rows, int columns);

    /// <summary>Copies the accumulators into the dequantizers, with the scales of a group.</summary>
    public abstract void LoadDequantizers(
        BitSerialOperands operands, BeatControl control, int firstRow, int rows, int columns);

    /// <summary>Multiplies by one scale bit.</summary>
    public abstract void StepDequantizers(int bit, int rows, int columns);

    /// <summary>The dequantized value of a PE, as its output register takes it.</summary>
    public abstract float Dequantized(int row, int column);
}
