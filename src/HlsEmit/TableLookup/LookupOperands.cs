using Accel.HlsEmit.Engines;
using Accel.HlsEmit.Vectors;
using Accel.Sim.TableLookup;
using Accel.Sim.TableLookup.Machine;

namespace Accel.HlsEmit.TableLookup;

/// <summary>Seeded operands of a product, and the beats in which they reach <c>tablelookup_engine</c>.</summary>
/// <remarks>What must not matter is random too: activations beyond K, channels beyond N.</remarks>
internal sealed class LookupOperands
{
    private readonly LookupGeometry _geometry;
    private readonly LookupEngine _engine;
    private readonly ProductShape _shape;
    private readonly Random _random;

    public LookupOperands(LookupGeometry geometry, ProductShape shape, int seed)
    {
        (_geometry, _shape, _random) = (geometry, shape, new Random(seed));
        _engine = LookupEngine.From(geometry.Fabric);
        Activations = [.. Enumerable.Range(0, shape.M * shape.K).Select(_ => (sbyte)Activation())];
        sbyte[] weights = [.. Enumerable.Range(0, shape.N * shape.K).Select(_ => (sbyte)_random.Next(-1, 2))];
        Weights = PackedWeights.Pack(_engine, weights, shape.K, shape.N);
    }

    /// <summary>[M x K].</summary>
    public sbyte[] Activations { get; }

    public PackedWeights Weights { get; }

    /// <summary>A step of a token a beat.</summary>
    public List<BitWord> ActivationBeats()
    {
        int steps = (int)_engine.Steps(_shape.K);
        List<BitWord> beats = [];
        for (int token = 0; token < _shape.M; token++)
        {
            for (int step = 0; step < steps; step++)
            {
                BitWord beat = new();
                for (int k = step * _engine.StepWidth; k < (step + 1) * _engine.StepWidth; k++)
                {
                    int value = k < _shape.K ? Activations[(token * _shape.K) + k] : Activation();
                    beat.Put(value, LookupEngine.ActivationBits);
                }

                beats.Add(beat);
            }
        }

        return beats;
    }

    /// <summary>For each step its channels, Q by Q, in beats of whole index vectors.</summary>
    public List<BitWord> WeightBeats()
    {
        int steps = (int)_engine.Steps(_shape.K);
        List<BitWord> beats = [];
        for (int step = 0; step < steps; step++)
        {
            for (int first = 0; first < _shape.N; first += _engine.Lookups)
            {
                int end = Math.Min(first + _engine.Lookups, _shape.N);
                for (int channel = first; channel < end; channel += _geometry.BeatVectors)
                {
                    beats.Add(WeightBeat(step, channel, end));
                }
            }
        }

        return beats;
    }

    /// <summary>The index vectors of some channels, and anything for those that there are not.</summary>
    private BitWord WeightBeat(int step, int first, int end)
    {
        int bits = _geometry.Fabric.IndexBits;
        BitWord beat = new();
        for (int channel = first; channel < first + _geometry.BeatVectors; channel++)
        {
            ReadOnlySpan<ushort> vector = channel < end ? Weights.Vector(step, channel) : [];
            for (int table = 0; table < _engine.Tables; table++)
            {
                beat.Put(vector.IsEmpty ? _random.Next(1 << bits) : vector[table], bits);
            }
        }

        return beat.Bits == _geometry.BeatBits ? beat : beat.Put(_random.Next(256), _geometry.BeatBits - beat.Bits);
    }

    /// <summary>An end of the range every sixth time.</summary>
    private int Activation() => _random.Next(6) > 0
        ? _random.Next(-LookupArithmetic.MaximumActivation, LookupArithmetic.MaximumActivation + 1)
        : _random.Next(2) > 0 ? LookupArithmetic.MaximumActivation : -LookupArithmetic.MaximumActivation;
}
