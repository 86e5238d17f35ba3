using System.Globalization;
using System.Numerics;

namespace Accel.HlsEmit.Vectors;

/// <summary>A word of a vector file, put together field by field.</summary>
public sealed class BitWord
{
    private BigInteger _value;
    private BigInteger _mask;

    /// <summary>Bits so far.</summary>
    public int Bits { get; private set; }

    /// <summary>The word as <c>$readmemh</c> takes it.</summary>
    public string Value => Digits(_value);

    /// <summary>A one for each bit that matters.</summary>
    public string Mask => Digits(_mask);

    /// <summary>Puts the low bits of a value above the fields so far.</summary>
    public BitWord Put(long value, int bits, bool matters = true)
    {
        BigInteger mask = (BigInteger.One << bits) - 1;
        _value |= (value & mask) << Bits;
        _mask |= (matters ? mask : BigInteger.Zero) << Bits;
        Bits += bits;
        return this;
    }

    /// <summary>Puts the low bits of a value below the fields so far, as a concatenation in Verilog does.</summary>
    public BitWord Below(long value, int bits)
    {
        BigInteger mask = (BigInteger.One << bits) - 1;
        _value = (_value << bits) | (value & mask);
        _mask = (_mask << bits) | mask;
        Bits += bits;
        return this;
    }

    public BitWord Put(bool value, bool matters = true) => Put(value ? 1 : 0, 1, matters);

    public BitWord PutAll(IEnumerable<int> values, int bits)
    {
        foreach (int value in values)
        {
            Put(value, bits);
        }

        return this;
    }

    /// <summary>Puts a field that may hold anything.</summary>
    public BitWord Skip(int bits) => Put(0, bits, matters: false);

    /// <summary>Puts all fields of another word above those so far.</summary>
    public BitWord Append(BitWord other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _value |= other._value << Bits;
        _mask |= other._mask << Bits;
        Bits += other.Bits;
        return this;
    }

    /// <summary>Whether any of some bits matters.</summary>
    public bool Matters(int first, int bits) => !((_mask >> first) & ((BigInteger.One << bits) - 1)).IsZero;

    /// <remarks>Without the zero in front that says that a number is not negative: files have no room for it.</remarks>
    private static string Digits(BigInteger word) =>
        word.ToString("x", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(1, '0');
}
