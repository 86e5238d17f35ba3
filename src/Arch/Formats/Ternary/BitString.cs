namespace Accel.Arch.Formats.Ternary;

/// <summary>Fields of a few bits in bytes: bit b of a string is bit b mod 8 of byte b / 8.</summary>
internal static class BitString
{
    /// <summary>Bytes of so many bits.</summary>
    public static long Bytes(long bits) => (bits + 7) / 8;

    /// <summary>Writes a field, its least bit first.</summary>
    /// <param name="at">The place of its least bit.</param>
    public static void Put(Span<byte> bytes, long at, int bits, int value)
    {
        for (int bit = 0; bit < bits; bit++)
        {
            int place = (int)((at + bit) / 8);
            int mask = 1 << (int)((at + bit) % 8);
            bytes[place] = (byte)((value >> bit & 1) == 0 ? bytes[place] & ~mask : bytes[place] | mask);
        }
    }

    /// <summary>Reads a field.</summary>
    public static int Get(ReadOnlySpan<byte> bytes, long at, int bits)
    {
        int value = 0;
        for (int bit = 0; bit < bits; bit++)
        {
            value |= (bytes[(int)((at + bit) / 8)] >> (int)((at + bit) % 8) & 1) << bit;
        }

        return value;
    }
}
