using Accel.Arch.Formats.OutlierVictim;

namespace Accel.Sim.Systolic;

/// <summary>An operand as outlier-victim pairs in memory: a vector's neighbours share a byte, or two.</summary>
/// <remarks>Vectors of odd K are padded with a zero, so that no pair spans two of them.</remarks>
public sealed class PairedMatrix : OperandMatrix<int>
{
    private readonly byte[] _packed;
    private readonly int _bytesPerVector;

    /// <param name="packed">The vectors one after the other, as <see cref="PairCodec"/> packs each.</param>
    /// <exception cref="ArgumentException">The packed vectors do not have their size.</exception>
    public PairedMatrix(OutlierVictimFormat format, byte[] packed, int vectors, int k)
    {
        ArgumentNullException.ThrowIfNull(packed);
        _bytesPerVector = PairCodec.PackedBytes(format, k);
        ArgumentOutOfRangeException.ThrowIfNotEqual(packed.Length, vectors * _bytesPerVector, nameof(packed));
        (Format, _packed, Vectors, K) = (format, packed, vectors, k);
    }

    public OutlierVictimFormat Format { get; }

    public override int Vectors { get; }

    public override int K { get; }

    /// <summary>The vectors one after the other.</summary>
    public ReadOnlySpan<byte> Packed => _packed;

    /// <inheritdoc/>
    public override void Read(int vector, int start, Span<int> values)
    {
        ReadOnlySpan<byte> bytes = _packed.AsSpan(vector * _bytesPerVector, _bytesPerVector);
        int at = 0;
        if (start % 2 == 1 && values.Length > 0)
        {
            // A read may begin in the middle of a pair: the decoder sees all of it.
            Span<int> pair = stackalloc int[2];
            PairCodec.DecodePairs(Format, bytes[PairCodec.PackedBytes(Format, start - 1)..], pair);
            values[at++] = pair[1];
        }

        PairCodec.DecodePairs(Format, bytes[PairCodec.PackedBytes(Format, start + at)..], values[at..]);
    }
}
