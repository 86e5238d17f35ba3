namespace Accel.Arch.Formats;

/// <summary>Integers of 2 to 16 bits.</summary>
public sealed class IntegerFormat(int bits, IntegerKind kind) : NumberFormat
{
    public IntegerKind Kind => kind;

    public override double Bits => bits;

    public override string Name => throw new NotImplementedException();

    public override string Summary => throw new NotImplementedException();

    public override int CodeCount => 1 << bits;

    public override double Decode(int code) => throw new NotImplementedException();

    public override int Encode(double value) => throw new NotImplementedException();
}
