namespace Accel.Sim.BitSerial.Machine;

/// <summary>
/// The data registers of a tile's PEs. The tile calls the stages last to first, so that each sees old values.
/// </summary>
/// <remarks>
/// The columns of a row stand side by side and are computed together; a row is padded to whole vectors, and what the
/// padding computes is never read.
/// </remarks>
internal abstract class TilePes(int rows, int columns)
{
    /// <summary>Columns of a row with their padding.</summary>
    protected int Padded { get; } = ActivationVectors.Padded(columns);

    /// <summary>One register of every PE.</summary>
    protected T[] Registers<T>() => new T[rows * Padded];

    /// <summary>The first pipeline stage after the operand registers.</summary>
    public virtual void Align(in WeightPacket weights, in ActivationPacket activations)
    {
    }

    public abstract void Multiply(in WeightPacket weights, in ActivationPacket activations);

    public abstract void Accumulate(BeatControl control, int rows, int columns);

    /// <summary>Copies the accumulators into the dequantizers, with the scales of a group.</summary>
    public abstract void LoadDequantizers(
        BitSerialOperands operands, BeatControl control, int firstRow, int rows, int columns);

    /// <summary>Multiplies by one scale bit.</summary>
    public abstract void StepDequantizers(int bit, int rows, int columns);

    /// <summary>The dequantized values of a row's PEs, as their output registers take them.</summary>
    /// <param name="values">A row with its padding.</param>
    public abstract void Dequantized(int row, Span<float> values);
}
