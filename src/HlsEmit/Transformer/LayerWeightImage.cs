using Accel.HlsEmit.Engines;
using Accel.HlsEmit.TableLookup;
using Accel.Sim.TableLookup;
using Accel.Sim.TableLookup.Machine;
using Accel.Sim.Transformer;

namespace Accel.HlsEmit.Transformer;

/// <summary>The matrices of a layer as they lie in memory: the engine's beats of weights, matrix after
/// matrix.</summary>
/// <remarks>
/// A beat of less than 512 bits lies in a word of the next power of two of bits, and at least 8. Wider beats are dense
/// in words of 512 bits. A matrix begins with a whole word. Vectors of channels that there are not are zeros, which
/// would be weights of -1.
/// </remarks>
internal sealed class LayerWeightImage(LookupGeometry geometry)
{
    private const int WidestWord = 512;

    private readonly LookupEngine _engine = LookupEngine.From(geometry.Fabric);
    private readonly List<byte> _bytes = [];

    /// <summary>Bits of a word of the memory.</summary>
    public int WordBits => geometry.BeatBits >= WidestWord
        ? WidestWord
        : Math.Max(8, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)geometry.BeatBits));

    public byte[] Bytes => [.. _bytes];

    /// <summary>Whether the engine's buffers hold a product whole.</summary>
    public static bool Holds(LookupGeometry geometry, int k, int n) => geometry.Holds(new ProductShape(1, k, n));

    /// <summary>Puts a matrix behind those so far.</summary>
    public void Add(TernaryLinear matrix)
    {
        PackedWeights packed = PackedWeights.Pack(_engine, matrix.Weights.Span, matrix.K, matrix.N);
        int steps = (int)_engine.Steps(matrix.K);
        for (int step = 0; step < steps; step++)
        {
            for (int first = 0; first < matrix.N; first += _engine.Lookups)
            {
                int end = Math.Min(first + _engine.Lookups, matrix.N);
                for (int channel = first; channel < end; channel += geometry.BeatVectors)
                {
                    AddBeat(packed, step, channel, Math.Min(end, channel + geometry.BeatVectors));
                }
            }
        }

        while (_bytes.Count % (WordBits / 8) != 0)
        {
            _bytes.Add(0);
        }
    }

    private void AddBeat(PackedWeights packed, int step, int first, int end)
    {
        int bits = geometry.Fabric.IndexBits;
        var beat = new byte[geometry.BeatBits >= WidestWord ? geometry.BeatBits / 8 : WordBits / 8];
        int place = 0;
        for (int channel = first; channel < end; channel++)
        {
            foreach (ushort index in packed.Vector(step, channel))
            {
                for (int bit = 0; bit < bits; bit++, place++)
                {
                    beat[place / 8] |= (byte)(((index >> bit) & 1) << (place % 8));
                }
            }
        }

        _bytes.AddRange(beat);
    }
}
