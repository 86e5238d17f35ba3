using System.Numerics;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>A word of a script, put together field by field from the lowest bit.</summary>
internal sealed class BitWord
{
    /// <summary>The bits so far.</summary>
    public BigInteger Value { get; private set; }

    /// <summary>A one for each bit that matters.</summary>
    public BigInteger Mask { get; private set; }

    public int Bits { get; private set; }

    /// <summary>Puts the low bits of a value above the fields so far.</summary>
    public BitWord Put(long value, int bits, bool matters = true)
    {
        BigInteger mask = (BigInteger.One << bits) - 1;
        Value |= (value & mask) << Bits;
        Mask |= (matters ? mask : BigInteger.Zero) << Bits;
        Bits += bits;
        return this;
    }

    public BitWord Put(bool value, bool matters = true) => Put(value ? 1 : 0, 1, matters);

    /// <summary>Puts a field that may hold anything.</summary>
    public BitWord Skip(int bits) => Put(0, bits, matters: false);
}
