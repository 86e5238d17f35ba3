using System.Globalization;

namespace Accel.Arch.Units;

/// <summary>A size of storage or of a transfer. The canonical unit is the bit.</summary>
public readonly record struct Bits(long Count) : IComparable<Bits>
{
    public static readonly Bits Zero = new(0);

    public static Bits FromBytes(long bytes) => new(bytes * 8);

    public static Bits FromKibibytes(long kibibytes) => new(kibibytes * 8192);

    /// <summary>The size in bytes; a size that is not whole bytes is rounded up.</summary>
    public long Bytes => (Count + 7) / 8;

    public int CompareTo(Bits other) => Count.CompareTo(other.Count);

    public static Bits operator +(Bits left, Bits right) => new(left.Count + right.Count);

    public static Bits operator *(Bits bits, long times) => new(bits.Count * times);

    public static bool operator <(Bits left, Bits right) => left.Count < right.Count;

    public static bool operator >(Bits left, Bits right) => left.Count > right.Count;

    public static bool operator <=(Bits left, Bits right) => left.Count <= right.Count;

    public static bool operator >=(Bits left, Bits right) => left.Count >= right.Count;

    /// <summary>The size with the largest binary unit that divides it, as YAML takes it: <c>512 KiB</c>.</summary>
    public override string ToString()
    {
        if (Count % 8 != 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Count} bit");
        }

        long bytes = Count / 8;
        return bytes switch
        {
            > 0 when bytes % (1L << 30) == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 30} GiB"),
            > 0 when bytes % (1L << 20) == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MiB"),
            > 0 when bytes % (1L << 10) == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 10} KiB"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        };
    }
}
