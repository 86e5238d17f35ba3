namespace Accel.Arch.Formats;

/// <summary>Integers of two neighbouring widths, mixed over layers to a fractional mean width.</summary>
public sealed class IntegerMix(double bits) : NumberFormat
{
    public override double Bits => bits;

    public override string Name => throw new NotImplementedException();

    public override string Summary => throw new NotImplementedException();

    public override int CodeCount => 0;

    public override double Decode(int code) => throw new NotSupportedException();

    public override int Encode(double value) => throw new NotSupportedException();
}
