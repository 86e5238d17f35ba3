namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>Outlier-victim pairs to bytes and back: what memories hold and edge decoders read.</summary>
/// <remarks>
/// <para>A 4-bit pair is one byte with the left element, at the even position, in the low four bits; an 8-bit pair is
/// two bytes, left first. The source does not say in which order; this is Accel's choice. An odd last element makes a
/// pair with a zero.</para>
/// <para>Exact; allocates nothing. Values are in units of the format.</para>
/// </remarks>
public static class PairCodec
{
    /// <summary>Bytes of a run of elements.</summary>
    public static int PackedBytes(OutlierVictimFormat format, int elements) =>
        (elements + 1) / 2 * BytesPerPair(format);

    /// <summary>Rounds elements to pairs and packs them.</summary>
    /// <param name="scaled">The elements over their scale.</param>
    /// <param name="packed">Receives <see cref="PackedBytes"/> bytes.</param>
    /// <param name="statistics">How many pairs held outliers.</param>
    /// <exception cref="ArgumentException">An element is NaN, or <paramref name="packed"/> is too short.</exception>
    public static void EncodePairs(OutlierVictimFormat format, ReadOnlySpan<double> scaled, OutlierRule rule,
        Span<byte> packed, out PairStatistics statistics)
    {
        Demand(packed.Length >= PackedBytes(format, scaled.Length), "the packed elements do not fit");
        statistics = default;
        for (int i = 0; i < scaled.Length; i += 2)
        {
            (double left, double right) = (scaled[i], i + 1 < scaled.Length ? scaled[i + 1] : 0);
            (int leftCode, int rightCode) = format.EncodePair(left, right, rule);
            statistics = statistics.With(
                Math.Abs(left) >= format.OutlierBorder, Math.Abs(right) >= format.OutlierBorder);
            Put(format, packed, i / 2, leftCode, rightCode);
        }
    }

    /// <summary>The values of packed elements.</summary>
    /// <param name="values">As many as are wanted; an odd number leaves the last padding zero out.</param>
    /// <exception cref="ArgumentException"><paramref name="packed"/> is too short.</exception>
    public static void DecodePairs(OutlierVictimFormat format, ReadOnlySpan<byte> packed, Span<int> values)
    {
        Demand(packed.Length >= PackedBytes(format, values.Length), "there are fewer packed elements than wanted");
        for (int i = 0; i < values.Length; i += 2)
        {
            (ExponentInteger left, ExponentInteger right) = Get(format, packed, i / 2);
            values[i] = left.Value;
            if (i + 1 < values.Length)
            {
                values[i + 1] = right.Value;
            }
        }
    }

    /// <summary>The operands of packed elements, as an exponent-integer PE takes them.</summary>
    /// <param name="operands">As many as are wanted; an odd number leaves the last padding zero out.</param>
    /// <exception cref="ArgumentException"><paramref name="packed"/> is too short.</exception>
    public static void DecodePairs(
        OutlierVictimFormat format, ReadOnlySpan<byte> packed, Span<ExponentInteger> operands)
    {
        Demand(packed.Length >= PackedBytes(format, operands.Length), "there are fewer packed elements than wanted");
        for (int i = 0; i < operands.Length; i += 2)
        {
            (operands[i], ExponentInteger right) = Get(format, packed, i / 2);
            if (i + 1 < operands.Length)
            {
                operands[i + 1] = right;
            }
        }
    }

    /// <summary>Packs codes, such as those of a quantized channel.</summary>
    /// <exception cref="ArgumentException">Two codes are no pair: an outlier without an identifier beside it, or an
    /// identifier without an outlier; a code is outside the format; or <paramref name="packed"/> is too
    /// short.</exception>
    public static void Pack(OutlierVictimFormat format, ReadOnlySpan<int> codes, Span<byte> packed)
    {
        Demand(packed.Length >= PackedBytes(format, codes.Length), "the packed elements do not fit");
        for (int i = 0; i < codes.Length; i += 2)
        {
            int left = codes[i];
            int right = i + 1 < codes.Length ? codes[i + 1] : format.IsOutlier(left) ? format.Identifier : 0;
            Demand(((left | right) & ~(format.CodeCount - 1)) == 0, "a code is outside the format");
            Demand(format.IsOutlier(left) == (right == format.Identifier)
                && format.IsOutlier(right) == (left == format.Identifier), "an outlier has one identifier beside it");
            Put(format, packed, i / 2, left, right);
        }
    }

    /// <summary>The codes of packed elements; the twin of <see cref="Pack"/>.</summary>
    /// <param name="codes">As many as are wanted; an odd number leaves the last padding code out.</param>
    /// <exception cref="ArgumentException"><paramref name="packed"/> is too short.</exception>
    public static void Unpack(OutlierVictimFormat format, ReadOnlySpan<byte> packed, Span<int> codes)
    {
        Demand(packed.Length >= PackedBytes(format, codes.Length), "there are fewer packed elements than wanted");
        for (int i = 0; i < codes.Length; i += 2)
        {
            (int left, int right) = Slots(format, packed, i / 2);
            codes[i] = right == format.Identifier && left != format.Identifier ? left | format.OutlierFlag : left;
            if (i + 1 < codes.Length)
            {
                codes[i + 1] = left == format.Identifier ? right | format.OutlierFlag : right;
            }
        }
    }

    private static int BytesPerPair(OutlierVictimFormat format) => format.SlotBits / 4;

    private static (ExponentInteger Left, ExponentInteger Right) Get(
        OutlierVictimFormat format, ReadOnlySpan<byte> packed, int pair)
    {
        (int left, int right) = Slots(format, packed, pair);
        return format.DecodeSlots(left, right);
    }

    private static (int Left, int Right) Slots(OutlierVictimFormat format, ReadOnlySpan<byte> packed, int pair) =>
        format.SlotBits == 4 ? (packed[pair] & 15, packed[pair] >> 4) : (packed[2 * pair], packed[(2 * pair) + 1]);

    private static void Put(OutlierVictimFormat format, Span<byte> packed, int pair, int left, int right)
    {
        int mask = format.OutlierFlag - 1;
        if (format.SlotBits == 4)
        {
            packed[pair] = (byte)((left & mask) | ((right & mask) << 4));
            return;
        }

        packed[2 * pair] = (byte)(left & mask);
        packed[(2 * pair) + 1] = (byte)(right & mask);
    }

    private static void Demand(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
