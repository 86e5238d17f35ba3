namespace Accel.CostModel;

/// <summary>What an on-chip buffer costs.</summary>
/// <param name="ReadPjPerBit">Energy of one bit of a read, which always takes the whole port.</param>
/// <param name="WritePjPerBit">Energy of one bit of a write.</param>
/// <param name="AreaMm2">Area of all banks.</param>
public readonly record struct BufferPrice(double ReadPjPerBit, double WritePjPerBit, double AreaMm2)
{
    /// <summary>Energy of bits moved through the port, in picojoules.</summary>
    public double Energy(long readBits, long writeBits) => (readBits * ReadPjPerBit) + (writeBits * WritePjPerBit);
}
