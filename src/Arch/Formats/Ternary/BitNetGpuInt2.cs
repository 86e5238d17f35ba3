namespace Accel.Arch.Formats.Ternary;

/// <summary>The 2-bit layout of BitNet's GPU kernel.</summary>
/// <remarks>
/// <para>A code is w + 2. Blocks of 16 rows by 32 columns follow each other along K and then down. A block is 32 runs
/// of 16 codes; run t has columns 16 (t mod 16 / 8) and on of row 8 (t / 16) + t mod 8. A run is a 32-bit word, low
/// byte first, in which byte b has codes b, 4 + b, 8 + b and 12 + b, the first in its low two bits.</para>
/// <para>Source: microsoft/BitNet, gpu/pack_weight.py. Not covered: the scales, which stand apart. Exact; allocates
/// nothing.</para>
/// </remarks>
public static class BitNetGpuInt2
{
    private const int BlockRows = 16;
    private const int BlockColumns = 32;
    private const int Run = 16;

    /// <summary>Bytes of a matrix: 2 bits a weight.</summary>
    public static int PackedBytes(int n, int k) => n * k / 4;

    /// <summary>Packs a matrix.</summary>
    /// <param name="weights">Row-major [N x K] of -1, 0 and 1; N whole multiples of 16, K of 32.</param>
    /// <exception cref="ArgumentException">A weight is not ternary, or a size does not fit.</exception>
    public static void Encode(int n, int k, ReadOnlySpan<sbyte> weights, Span<byte> packed)
    {
        Check(n, k, packed.Length);
        Demand.Matrix(weights, n, k);
        packed[..PackedBytes(n, k)].Clear();
        for (int i = 0; i < n * k; i++)
        {
            packed[Byte(i)] |= (byte)((weights[At(i, k)] + 2) << Shift(i));
        }
    }

    /// <summary>The weights of a packed matrix; the twin of <see cref="Encode"/>.</summary>
    /// <exception cref="ArgumentException">A code is 0, or a size does not fit.</exception>
    public static void Decode(int n, int k, ReadOnlySpan<byte> packed, Span<sbyte> weights)
    {
        Check(n, k, packed.Length);
        Demand.That(weights.Length == n * k, "the weights are not N x K");
        for (int i = 0; i < n * k; i++)
        {
            int code = packed[Byte(i)] >> Shift(i) & 3;
            Demand.That(code > 0, "a code is 0");
            weights[At(i, k)] = (sbyte)(code - 2);
        }
    }

    /// <summary>The weight of the code in a place of the runs.</summary>
    private static int At(int place, int k)
    {
        (int block, int within) = int.DivRem(place, BlockRows * BlockColumns);
        (int down, int across) = int.DivRem(block, k / BlockColumns);
        (int run, int code) = int.DivRem(within, Run);
        int row = (run / 16 * 8) + (run % 8);
        int column = (run % 16 / 8 * Run) + code;
        return (((down * BlockRows) + row) * k) + (across * BlockColumns) + column;
    }

    private static int Byte(int place) => (place / Run * 4) + (place % 4);

    private static int Shift(int place) => place % Run / 4 * 2;

    private static void Check(int n, int k, int bytes)
    {
        Demand.That(n % BlockRows == 0 && k % BlockColumns == 0, "the matrix is not of whole blocks of 16 x 32");
        Demand.That(bytes >= PackedBytes(n, k), "there are fewer bytes than the weights take");
    }
}
