using Accel.Arch.Designs.DspChain;
using Accel.HlsEmit.Engines;
using Accel.Sim.DspChain;

namespace Accel.HlsEmit.DspChain;

/// <summary>Operands of a product, drawn from a seed.</summary>
internal sealed class ChainProduct
{
    private readonly ChainHardware _hardware;
    private readonly Random _random;

    private ChainProduct(ChainHardware hardware, ProductShape shape, int seed)
    {
        (_hardware, Shape, _random) = (hardware, shape, new Random(seed));
        ChainEngine model = hardware.Model;
        int raised = model.Overflow == OverflowRule.ExcludeMinimum ? 1 : 0;
        Activations = Values(shape.M * shape.K, model.ActivationBits, 0);
        sbyte[] weights = Values(shape.N * shape.K, model.Packing.WeightBits, raised);
        byte[] kept = Kept();
        Prune(weights, kept);
        Weights = SparseOperands.Pack(model, weights, kept, shape.K, shape.N);
    }

    public ProductShape Shape { get; }

    /// <summary>[M x K].</summary>
    public sbyte[] Activations { get; }

    /// <summary>As the core stores them, in lanes of its slices.</summary>
    public SparseOperands Weights { get; }

    public static ChainProduct Of(ChainHardware hardware, ProductShape shape, int seed) => new(hardware, shape, seed);

    /// <summary>Any values, or one end of their range, or both, or few that are not zero.</summary>
    private sbyte[] Values(int count, int bits, int raised)
    {
        (int least, int most) = (-(1 << (bits - 1)) + raised, (1 << (bits - 1)) - 1);
        int kind = _random.Next(5);
        return [.. Enumerable.Range(0, count).Select(_ => (sbyte)(kind switch
        {
            0 => least,
            1 => _random.Next(2) == 0 ? least : most,
            2 => _random.Next(3) == 0 ? _random.Next(least, most + 1) : 0,
            _ => _random.Next(least, most + 1),
        }))];
    }

    /// <summary>N of every step, [channel tiles x steps]: some have the lower one, which says how wide tiles
    /// are.</summary>
    private byte[] Kept()
    {
        int tiles = (int)((Shape.N + _hardware.Tile.Channels - 1) / _hardware.Tile.Channels);
        byte[] kept = [.. Enumerable.Range(0, tiles * (int)_hardware.Model.Steps(Shape.K))
            .Select(_ => (byte)(_random.Next(2) == 0 ? _hardware.Low : _hardware.High))];
        kept[_random.Next(kept.Length)] = (byte)_hardware.Low;
        return kept;
    }

    /// <summary>Leaves N weights of each block, of the same places in all channels that share slices.</summary>
    private void Prune(sbyte[] weights, byte[] kept)
    {
        ChainEngine model = _hardware.Model;
        int steps = (int)model.Steps(Shape.K);
        int[] places = [.. Enumerable.Range(0, model.Block)];
        for (int channel = 0; channel < Shape.N; channel += model.Weights)
        {
            for (int first = 0; first < Shape.K; first += model.Block)
            {
                _random.Shuffle(places);
                int n = kept[(channel / _hardware.Tile.Channels * steps) + (first / model.Slices)];
                foreach (int place in places.Skip(n).Where(place => first + place < Shape.K))
                {
                    for (int lane = channel; lane < Math.Min(channel + model.Weights, Shape.N); lane++)
                    {
                        weights[(lane * Shape.K) + first + place] = 0;
                    }
                }
            }
        }
    }
}
