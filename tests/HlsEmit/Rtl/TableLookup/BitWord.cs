using System.Numerics;

namespace Accel.Tests.HlsEmit.Rtl.TableLookup;

/// <summary>A word of a vector file, filled from its lowest bit.</summary>
internal sealed class BitWord
{
    private BigInteger _value;
    private int _bits;

    /// <summary>Puts a number's lowest bits above what is there.</summary>
    public BitWord Add(long value, int bits)
    {
        _value |= (value & ((BigInteger.One << bits) - 1)) << _bits;
        _bits += bits;
        return this;
    }

    public BitWord AddAll(IEnumerable<int> values, int bits)
    {
        foreach (int value in values)
        {
            Add(value, bits);
        }

        return this;
    }

    /// <summary>Hexadecimal digits, as many as the bits take.</summary>
    public override string ToString()
    {
        int digits = (_bits + 3) / 4;
        string text = _value.ToString("x", null);
        return (text.Length > digits ? text[^digits..] : text.PadLeft(digits, '0'));
    }
}
