namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>The decoder of 4-bit pairs as a table of 256 bytes, for kernels that look pairs up.</summary>
/// <remarks>The entry of byte b is what <see cref="PairCodec"/> decodes b to. Exact.</remarks>
public static class PairTables
{
    private static readonly DecodedPair[] Int4 = Build(OutlierVictimFormats.Int4);
    private static readonly DecodedPair[] Flint4 = Build(OutlierVictimFormats.Flint4);

    /// <summary>The values of each byte.</summary>
    /// <exception cref="ArgumentException">The format's pairs are no single bytes.</exception>
    public static ReadOnlySpan<DecodedPair> Of(OutlierVictimFormat format) =>
        format.Equals(OutlierVictimFormats.Int4) ? Int4
        : format.Equals(OutlierVictimFormats.Flint4) ? Flint4
        : throw new ArgumentException($"a pair of {format} is two bytes", nameof(format));

    private static DecodedPair[] Build(OutlierVictimFormat format)
    {
        DecodedPair[] table = new DecodedPair[256];
        for (int pair = 0; pair < table.Length; pair++)
        {
            (ExponentInteger left, ExponentInteger right) = format.DecodeSlots(pair & 15, pair >> 4);
            table[pair] = new DecodedPair((short)left.Value, (short)right.Value);
        }

        return table;
    }
}
