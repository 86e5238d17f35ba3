namespace Accel.Arch.Formats.Ternary;

/// <summary>T-MAC's layout of binary planes: two 4-bit indices a byte, in tiles.</summary>
/// <remarks>
/// <para>Plane rows are eight channels' bit 0, the same channels' bit 1, and so on, then the next eight channels'. A
/// tile has so many plane rows and groups of four weights; tiles follow each other along K and then down. In a tile, 32
/// plane rows at a time: for each group, 16 bytes, of which byte s has plane row s in its low four bits and row 16 + s
/// in its high ones.</para>
/// <para>Source: microsoft/T-MAC, python/t_mac/weights.py, with its g = 4 and the 16 and 8 lanes of its defaults. Not
/// covered: scales and zero points, which are permuted tensors of their own. Exact; allocates nothing.</para>
/// </remarks>
/// <param name="Planes">How weights are split; signed for T-MAC's own int1 to int4.</param>
/// <param name="PlaneRows">bm: plane rows of a tile, a multiple of 32.</param>
/// <param name="Groups">kfactor: groups of a tile.</param>
public readonly record struct TMacLayout(BitPlanes Planes, int PlaneRows, int Groups)
{
    private const int Lanes = 16;
    private const int Channels = 8;

    /// <summary>Bytes of a matrix: its bits.</summary>
    public int PackedBytes(int n, int k) => n * k * Planes.Bits / 8;

    /// <summary>Packs a matrix.</summary>
    /// <param name="weights">Row-major [N x K], of whole tiles.</param>
    /// <exception cref="ArgumentException">A weight is out of range, or a size does not fit.</exception>
    public void Encode(int n, int k, ReadOnlySpan<sbyte> weights, Span<byte> packed)
    {
        Check(n, k, weights.Length, packed.Length);
        Demand.That(!weights.ContainsAnyExceptInRange((sbyte)Planes.Minimum, (sbyte)Planes.Maximum),
            "a weight is out of range");
        packed[..PackedBytes(n, k)].Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            int code = weights[i] - Planes.Minimum;
            for (int plane = 0; plane < Planes.Bits; plane++)
            {
                (int at, int shift) = Place(i / k, i % k, plane, k);
                packed[at] |= (byte)((code >> plane & 1) << shift);
            }
        }
    }

    /// <summary>The weights of a packed matrix; the twin of <see cref="Encode"/>.</summary>
    /// <exception cref="ArgumentException">A size does not fit.</exception>
    public void Decode(int n, int k, ReadOnlySpan<byte> packed, Span<sbyte> weights)
    {
        Check(n, k, weights.Length, packed.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            int code = 0;
            for (int plane = 0; plane < Planes.Bits; plane++)
            {
                (int at, int shift) = Place(i / k, i % k, plane, k);
                code |= (packed[at] >> shift & 1) << plane;
            }

            weights[i] = (sbyte)(code + Planes.Minimum);
        }
    }

    /// <summary>The byte and bit of a weight's bit.</summary>
    private (int Byte, int Shift) Place(int channel, int column, int plane, int k)
    {
        int row = ((((channel / Channels) * Planes.Bits) + plane) * Channels) + (channel % Channels);
        (int down, int within) = int.DivRem(row, PlaneRows);
        (int part, int lane) = int.DivRem(within, 2 * Lanes);
        (int across, int group) = int.DivRem(column / BitPlanes.Group, Groups);
        int tile = (down * (k / BitPlanes.Group / Groups)) + across;
        int sixteen = (((tile * (PlaneRows / (2 * Lanes))) + part) * Groups) + group;
        return ((sixteen * Lanes) + (lane % Lanes), (lane / Lanes * 4) + (column % BitPlanes.Group));
    }

    private void Check(int n, int k, int weights, int bytes)
    {
        Demand.That(Planes.Bits is >= 1 and <= 4, "planes are of weights of 1 to 4 bits");
        Demand.That(PlaneRows > 0 && Groups > 0 && PlaneRows % (2 * Lanes) == 0 && n % Channels == 0
            && n * Planes.Bits % PlaneRows == 0 && k % (BitPlanes.Group * Groups) == 0,
            "the matrix is not of whole tiles");
        Demand.That(weights == n * k, "the weights are not N x K");
        Demand.That(bytes >= PackedBytes(n, k), "there are fewer bytes than the weights take");
    }
}
