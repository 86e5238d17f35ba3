namespace Accel.Arch.Formats;

/// <summary>Integers of 2 to 16 bits.</summary>
/// <remarks>
/// A signed code is two's complement in the low bits. An unsigned or asymmetric code is its own value: the zero point
/// of an asymmetric group is not part of the code, and whoever decodes a group subtracts it
/// (<see cref="Quantization.GroupQuantizer"/>). <see cref="Encode"/> rounds half to even and saturates at both ends of
/// the code range, infinities included; that the symmetric quantizer leaves the most negative code unused is the
/// quantizer's rule.
/// </remarks>
public sealed class IntegerFormat : NumberFormat
{
    private readonly int _bits;
    private readonly int _minimum;
    private readonly int _maximum;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bits"/> is not 2 to 16.</exception>
    public IntegerFormat(int bits, IntegerKind kind)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 16);
        (_bits, Kind) = (bits, kind);
        bool signed = kind == IntegerKind.Signed;
        _minimum = signed ? -(1 << (bits - 1)) : 0;
        _maximum = (1 << (signed ? bits - 1 : bits)) - 1;
        Name = kind switch
        {
            IntegerKind.Signed => $"int{bits}",
            IntegerKind.Unsigned => $"uint{bits}",
            _ => $"int{bits}-asym",
        };
        Summary = kind switch
        {
            IntegerKind.Signed => $"signed integer, {bits} bits, symmetric scaling",
            IntegerKind.Unsigned => $"unsigned integer, {bits} bits",
            _ => $"unsigned integer of {bits} bits minus the group's zero point",
        };
    }

    public IntegerKind Kind { get; }

    public override string Name { get; }

    public override string Summary { get; }

    public override double Bits => _bits;

    /// <inheritdoc/>
    /// <remarks>
    /// An asymmetric group stores an 8-bit zero point whatever its width (BitMoD, Sec. III-C); 16 bits above 8.
    /// </remarks>
    public override int GroupMetadataBits => Kind != IntegerKind.Asymmetric ? 0 : _bits <= 8 ? 8 : 16;

    public override int CodeCount => 1 << _bits;

    /// <summary>The largest integer; the symmetric quantizer uses the range <c>-Maximum..Maximum</c>.</summary>
    public int Maximum => _maximum;

    /// <inheritdoc/>
    public override double Decode(int code)
    {
        CheckCode(code);
        return code > _maximum ? code - (1 << _bits) : code;
    }

    /// <inheritdoc/>
    public override int Encode(double value)
    {
        CheckNumber(value);
        double rounded = Math.Round(value, MidpointRounding.ToEven);
        return (int)Math.Clamp(rounded, _minimum, _maximum) & (CodeCount - 1);
    }
}
