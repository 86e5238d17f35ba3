using System.Globalization;
using System.Numerics;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>A word of a vector file, put together from its highest field down.</summary>
internal sealed class HexRow
{
    private BigInteger _word;

    /// <summary>Appends the low bits of a value below what is there.</summary>
    public HexRow Add(long value, int bits)
    {
        _word = (_word << bits) | (new BigInteger(value) & ((BigInteger.One << bits) - 1));
        return this;
    }

    /// <remarks>Without the zero in front that says that a number is not negative: files have no room for it.</remarks>
    public override string ToString() => _word.IsZero ? "0"
        : _word.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
}
