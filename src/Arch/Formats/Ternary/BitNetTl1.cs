namespace Accel.Arch.Formats.Ternary;

/// <summary>bitnet.cpp's TL1 layout: two ternary weights in four bits.</summary>
/// <remarks>
/// <para>A code is 3 w0 + w1 + 4, 0 to 8; a byte has the first pair in its high four bits and the next along K in its
/// low ones. A block is of bm rows, 32 or 64, by 256 / bm columns. In it, bytes go 16 rows at a time: those rows' first
/// bytes, then their next; then the next 16 rows.</para>
/// <para>Source: microsoft/BitNet, utils/convert-hf-to-gguf-bitnet.py. Not covered: the scale, which is a tensor of its
/// own there, and the GGUF container. Exact; allocates nothing.</para>
/// </remarks>
public static class BitNetTl1
{
    private const int BlockWeights = 256;
    private const int Lanes = 16;

    /// <summary>Bytes of a matrix: 2 bits a weight.</summary>
    public static int PackedBytes(int n, int k) => n * k / 4;

    /// <summary>The code of a pair.</summary>
    public static int Code(int first, int second) => (3 * first) + second + 4;

    /// <summary>Packs a matrix.</summary>
    /// <param name="weights">Row-major [N x K] of -1, 0 and 1.</param>
    /// <exception cref="ArgumentException">A weight is not ternary, or a size does not fit.</exception>
    public static void Encode(int n, int k, LutTiles tiles, ReadOnlySpan<sbyte> weights, Span<byte> packed)
    {
        Check(n, k, tiles, packed.Length);
        Demand.Matrix(weights, n, k);
        for (int i = 0; i < PackedBytes(n, k); i++)
        {
            ReadOnlySpan<sbyte> four = weights.Slice(At(i, k, tiles), 4);
            packed[i] = (byte)((Code(four[0], four[1]) << 4) | Code(four[2], four[3]));
        }
    }

    /// <summary>The weights of a packed matrix; the twin of <see cref="Encode"/>.</summary>
    /// <exception cref="ArgumentException">A code is above 8, or a size does not fit.</exception>
    public static void Decode(int n, int k, LutTiles tiles, ReadOnlySpan<byte> packed, Span<sbyte> weights)
    {
        Check(n, k, tiles, packed.Length);
        Demand.That(weights.Length == n * k, "the weights are not N x K");
        for (int i = 0; i < PackedBytes(n, k); i++)
        {
            Split(packed[i], weights.Slice(At(i, k, tiles), 4));
        }
    }

    /// <summary>The four weights of a byte.</summary>
    internal static void Split(byte pairs, Span<sbyte> four)
    {
        (int high, int low) = (pairs >> 4, pairs & 15);
        Demand.That(high <= 8 && low <= 8, "a code is above 8");
        (four[0], four[1]) = ((sbyte)((high / 3) - 1), (sbyte)((high % 3) - 1));
        (four[2], four[3]) = ((sbyte)((low / 3) - 1), (sbyte)((low % 3) - 1));
    }

    private static int At(int position, int k, LutTiles tiles)
    {
        int blockColumns = BlockWeights / tiles.BlockRows;
        (int row, int column) = tiles.Block(position / (BlockWeights / 4), k, blockColumns);
        (int sixteen, int lane) = int.DivRem(position % (BlockWeights / 4), Lanes);
        (int down, int across) = int.DivRem(sixteen, blockColumns / 4);
        return ((row + (down * Lanes) + lane) * k) + column + (across * 4);
    }

    private static void Check(int n, int k, LutTiles tiles, int bytes)
    {
        Demand.That(tiles.BlockRows is 32 or 64, "TL1 has blocks of 32 or 64 rows");
        tiles.Check(n, k, BlockWeights / tiles.BlockRows);
        Demand.That(bytes >= PackedBytes(n, k), "there are fewer bytes than the weights take");
    }
}
