namespace Accel.Arch.Formats.Ternary;

/// <summary>bitnet.cpp's TL2 layout: three ternary weights in a 4-bit magnitude and a sign bit.</summary>
/// <remarks>
/// <para>v = 9 w0 + 3 w1 + w2; its magnitude, 0 to 13, goes two to a byte, the first in the high four bits; its sign is
/// 1 when v is negative. Magnitudes come first: blocks of 32 rows by 6 columns, a byte for each row, rows 8 to 15 and
/// 16 to 23 exchanged. Then signs: blocks of 32 rows by 24 columns in 16 words of 16 bits, the low byte first; word x
/// has rows x and 16 + x of the eight triples in turn, the first in the top bit.</para>
/// <para>The columns that whole tiles leave over, a multiple of 32, follow as pairs with TL1's codes: blocks of 32 rows
/// by 4 columns in tiles of 32 columns, in the order of magnitudes.</para>
/// <para>Source: microsoft/BitNet, utils/convert-hf-to-gguf-bitnet.py. Not covered: the zeros that its converter adds
/// behind, up to the size it computes for all shapes; the scale; the GGUF container. Exact; allocates nothing.</para>
/// </remarks>
public static class BitNetTl2
{
    private const int BlockRows = 32;
    private const int TripleColumns = 6;
    private const int SignColumns = 24;
    private const int PairColumns = 4;
    private const int PairTile = 32;

    /// <summary>The first columns, in threes; the rest is in pairs.</summary>
    /// <exception cref="ArgumentException">Tiles have no columns.</exception>
    public static int ThreeColumns(int k, LutTiles tiles)
    {
        Demand.That(tiles.Columns > 0, "tiles have no columns");
        return k - (k % tiles.Columns);
    }

    /// <summary>Bytes of a matrix: 5 bits for three weights, 4 for two.</summary>
    public static int PackedBytes(int n, int k, LutTiles tiles) => SignBytes(n, k, tiles) + SignStart(n, k, tiles)
        + (n * (k - ThreeColumns(k, tiles)) / 4);

    /// <summary>Packs a matrix.</summary>
    /// <param name="weights">Row-major [N x K] of -1, 0 and 1.</param>
    /// <param name="tiles">Blocks of 32 rows, and tiles of whole multiples of 24 columns.</param>
    /// <exception cref="ArgumentException">A weight is not ternary, or a size does not fit.</exception>
    public static void Encode(int n, int k, LutTiles tiles, ReadOnlySpan<sbyte> weights, Span<byte> packed)
    {
        Check(n, k, tiles, packed.Length);
        Demand.Matrix(weights, n, k);
        (int three, int signs) = (ThreeColumns(k, tiles), SignStart(n, k, tiles));
        packed[..PackedBytes(n, k, tiles)].Clear();
        for (int i = 0; i < signs; i++)
        {
            (int row, int column) = Place(i, three, tiles, TripleColumns);
            ReadOnlySpan<sbyte> six = weights.Slice((row * k) + column, TripleColumns);
            packed[i] = (byte)((Math.Abs(Value(six)) << 4) | Math.Abs(Value(six[3..])));
        }

        for (int triple = 0; triple < n * three / 3; triple++)
        {
            (int row, int column) = int.DivRem(triple, three / 3);
            (int at, int mask) = Sign(row, column * 3, n, k, tiles);
            packed[at] |= (byte)(Value(weights.Slice((row * k) + (column * 3), 3)) < 0 ? mask : 0);
        }

        Span<byte> pairs = packed[(signs + SignBytes(n, k, tiles))..];
        for (int i = 0; i < n * (k - three) / 4; i++)
        {
            (int row, int column) = Place(i, k - three, tiles with { Columns = PairTile }, PairColumns);
            ReadOnlySpan<sbyte> four = weights.Slice((row * k) + three + column, PairColumns);
            pairs[i] = (byte)((BitNetTl1.Code(four[0], four[1]) << 4) | BitNetTl1.Code(four[2], four[3]));
        }
    }

    /// <summary>The weights of a packed matrix; the twin of <see cref="Encode"/>.</summary>
    /// <exception cref="ArgumentException">A magnitude is above 13, a pair's code above 8, or a size does not
    /// fit.</exception>
    public static void Decode(int n, int k, LutTiles tiles, ReadOnlySpan<byte> packed, Span<sbyte> weights)
    {
        Check(n, k, tiles, packed.Length);
        Demand.That(weights.Length == n * k, "the weights are not N x K");
        (int three, int signs) = (ThreeColumns(k, tiles), SignStart(n, k, tiles));
        for (int i = 0; i < signs; i++)
        {
            (int row, int column) = Place(i, three, tiles, TripleColumns);
            for (int half = 0; half < 2; half++)
            {
                int magnitude = half == 0 ? packed[i] >> 4 : packed[i] & 15;
                int first = column + (3 * half);
                (int at, int mask) = Sign(row, first, n, k, tiles);
                Demand.That(magnitude <= 13, "a magnitude is above 13");
                Split((packed[at] & mask) == 0 ? magnitude : -magnitude, weights.Slice((row * k) + first, 3));
            }
        }

        ReadOnlySpan<byte> pairs = packed[(signs + SignBytes(n, k, tiles))..];
        for (int i = 0; i < n * (k - three) / 4; i++)
        {
            (int row, int column) = Place(i, k - three, tiles with { Columns = PairTile }, PairColumns);
            BitNetTl1.Split(pairs[i], weights.Slice((row * k) + three + column, PairColumns));
        }
    }

    private static int Value(ReadOnlySpan<sbyte> triple) => (9 * triple[0]) + (3 * triple[1]) + triple[2];

    private static void Split(int value, Span<sbyte> triple)
    {
        int index = value + 13;
        (triple[0], triple[1], triple[2]) =
            ((sbyte)((index / 9) - 1), (sbyte)((index / 3 % 3) - 1), (sbyte)((index % 3) - 1));
    }

    private static int SignStart(int n, int k, LutTiles tiles) => n * ThreeColumns(k, tiles) / 6;

    private static int SignBytes(int n, int k, LutTiles tiles) => n * ThreeColumns(k, tiles) / 24;

    /// <summary>The row and first column of a byte of two codes.</summary>
    private static (int Row, int Column) Place(int position, int k, LutTiles tiles, int blockColumns)
    {
        (int row, int column) = tiles.Block(position / BlockRows, k, blockColumns);
        int place = position % BlockRows;
        int eight = (place / 8) switch { 1 => 2, 2 => 1, int other => other };
        return (row + (eight * 8) + (place % 8), column);
    }

    /// <summary>The byte and bit of a triple's sign.</summary>
    private static (int Byte, int Mask) Sign(int row, int column, int n, int k, LutTiles tiles)
    {
        int across = tiles.Columns / SignColumns;
        int down = tiles.Rows / BlockRows;
        int tile = (row / tiles.Rows * (ThreeColumns(k, tiles) / tiles.Columns)) + (column / tiles.Columns);
        int block = (((tile * down) + (row % tiles.Rows / BlockRows)) * across)
            + (column % tiles.Columns / SignColumns);
        (int half, int word) = int.DivRem(row % BlockRows, 16);
        int bit = 15 - ((column % SignColumns / 3 * 2) + half);
        return (SignStart(n, k, tiles) + (block * 32) + (word * 2) + (bit / 8), 1 << (bit % 8));
    }

    private static void Check(int n, int k, LutTiles tiles, int bytes)
    {
        Demand.That(tiles.BlockRows == BlockRows, "TL2 has blocks of 32 rows");
        Demand.That(k >= tiles.Columns && (k - ThreeColumns(k, tiles)) % PairTile == 0,
            "what tiles leave over is no multiple of 32");
        tiles.Check(n, ThreeColumns(k, tiles), SignColumns);
        Demand.That(bytes >= PackedBytes(n, k, tiles), "there are fewer bytes than the weights take");
    }
}
