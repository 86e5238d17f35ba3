using Accel.Arch.Formats;
using Accel.Arch.Formats.OutlierVictim;
using Accel.HlsEmit.Vectors;
using Accel.Sim.Systolic;

namespace Accel.HlsEmit.Systolic;

/// <summary>Vectors of K seeded codes, as a machine reads them and as beats of a stream hold them.</summary>
internal sealed class SystolicOperand
{
    private readonly NumberFormat _format;
    private readonly EdgeFormat _edge;
    private readonly Random _random;
    private readonly ushort[] _codes;
    private readonly int _beatBits;

    /// <param name="beatBits">Bits of a beat of its stream.</param>
    public SystolicOperand(NumberFormat format, EdgeFormat edge, int beatBits, int vectors, int k, Random random)
    {
        (_format, _edge, _beatBits, Vectors, K, _random) = (format, edge, beatBits, vectors, k, random);
        Words = edge.IsPaired ? (k + 1) / 2 : k;
        SeededCodes codes = new(format, edge.LaneBits, random);
        _codes = new ushort[vectors * Words];
        for (int i = 0; i < _codes.Length; i++)
        {
            _codes[i] = codes.Next();
        }
    }

    public int Vectors { get; }

    public int K { get; }

    /// <summary>Codes of a vector, or pairs of them.</summary>
    private int Words { get; }

    public OperandMatrix<int> Integers()
    {
        if (_format is not OutlierVictimFormat pairs)
        {
            return new CodedMatrix<int>(_codes, OperandTables.Integers(_format), Vectors, K);
        }

        byte[] packed = pairs.SlotBits == 4
            ? [.. _codes.Select(pair => (byte)pair)]
            : [.. _codes.SelectMany(pair => new[] { (byte)(pair & 255), (byte)(pair >> 8) })];
        return new PairedMatrix(pairs, packed, Vectors, K);
    }

    public OperandMatrix<float> Floats(bool flushesSubnormals) =>
        new CodedMatrix<float>(_codes, OperandTables.Floats(_format, flushesSubnormals), Vectors, K);

    /// <summary>A beat of element k of some vectors, or of the pair that begins with it.</summary>
    public BitWord Across(int first, int count, int k)
    {
        BitWord beat = new();
        for (int lane = 0; lane < count; lane++)
        {
            beat.Put(_codes[((first + lane) * Words) + (_edge.IsPaired ? k / 2 : k)], _edge.LaneBits);
        }

        return Filled(beat);
    }

    /// <summary>A beat of some elements of a vector, in the last lanes of some rows.</summary>
    /// <param name="first">Even, if it has pairs.</param>
    public BitWord Along(int vector, int first, int count, int rows)
    {
        (int from, int places, int all) = _edge.IsPaired
            ? (first / 2, (count + 1) / 2, rows / 2)
            : (first, count, rows);
        BitWord beat = new();
        for (int place = places; place < all; place++)
        {
            beat.Put(_random.Next(), _edge.LaneBits);
        }

        for (int place = 0; place < places; place++)
        {
            beat.Put(_codes[(vector * Words) + from + place], _edge.LaneBits);
        }

        return Filled(beat);
    }

    /// <summary>Whether element k of a fold begins a beat.</summary>
    public bool BeginsBeat(int k) => !_edge.IsPaired || k % 2 == 0;

    /// <summary>Anything where nothing is.</summary>
    private BitWord Filled(BitWord beat)
    {
        while (beat.Bits < _beatBits)
        {
            beat.Put(_random.Next(), Math.Min(8, _beatBits - beat.Bits));
        }

        return beat;
    }
}
