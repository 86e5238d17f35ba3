using Accel.Arch.Activity;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.Arch.Formats.Sparse;

namespace Accel.Sim.DspChain;

/// <summary>The mode in which a core multiplies an operand of some format, and what that takes: one core's
/// work.</summary>
/// <remarks>
/// Of the modes whose lanes hold both formats the fastest is taken; of equally fast ones the first that the design
/// names. Blocks that keep different numbers of weights come in the proportions of the format
/// (<see cref="WeightSparsity"/>), alike in all channel tiles.
/// </remarks>
internal readonly struct ChainChoice
{
    private readonly WeightSparsity? _sparsity;

    private ChainChoice(in ChainEngine engine, WeightSparsity? sparsity)
    {
        (Engine, _sparsity) = (engine, sparsity);
    }

    public ChainEngine Engine { get; }

    /// <summary>Elements of K of one step.</summary>
    public long StepWidth => Engine.Slices;

    /// <summary>Channels that are fed in a cycle: up to a multiple of them a pass takes as long as up to it.</summary>
    public long FedChannels => (long)Engine.FedChains * Engine.Weights;

    /// <summary>Channels of a tile.</summary>
    public long TileChannels => Engine.TileChannels(SmallestKept);

    /// <summary>Tokens of a tile.</summary>
    public long TileTokens => Engine.TileTokens(SmallestKept);

    private int SmallestKept => _sparsity is null ? Engine.Block : _sparsity.Low > 0 ? _sparsity.Low : _sparsity.High;

    /// <summary>The fastest mode for a product.</summary>
    /// <param name="m">Tokens.</param>
    /// <param name="n">Channels of the busiest core.</param>
    /// <exception cref="ArgumentException">No mode holds the formats: the design cannot run them.</exception>
    public static ChainChoice For(
        DspChainFabric fabric, TensorFormat weights, int activationBits, long m, long k, long n)
    {
        ChainChoice? best = null;
        long fastest = long.MaxValue;
        foreach (SliceMode mode in fabric.Packing.All)
        {
            if (!fabric.Runs(mode, weights, activationBits))
            {
                continue;
            }

            int width = DspChainFabric.WidthOf(weights);
            ChainEngine engine = ChainEngine.From(
                fabric, mode, width, DspChainFabric.ScalesSums(mode, weights) ? weights.GroupSize : 0,
                block: weights.Sparsity?.Block) with
            {
                ActivationBits = activationBits,
            };
            ChainChoice choice = new(engine, weights.Sparsity);
            long cycles = choice.Interval(m, k, n);
            if (cycles < fastest)
            {
                (best, fastest) = (choice, cycles);
            }
        }

        return best ?? throw new ArgumentException($"no mode of {fabric.Packing} holds {weights}", nameof(weights));
    }

    /// <summary>Cycles from the first pass of a product to where the next one's may begin.</summary>
    public long Interval(long m, long k, long n) => DspChainTiming.Intervals(Engine, m, k, n, Steps(k));

    /// <summary>Cycles from there to the last sum.</summary>
    public long Drain(long m, long k, long n) => DspChainTiming.Drain(Engine, m, n, Steps(k));

    /// <summary>What the core does; cycles and idle PEs are left at 0.</summary>
    public ActivityCounts Activity(long m, long k, long n) => DspChainTiming.Activity(Engine, m, k, n, Steps(k));

    private ChainSteps Steps(long k)
    {
        if (_sparsity is not { } sparsity)
        {
            return ChainSteps.Dense(Engine, k);
        }

        long steps = Engine.Steps(k);
        long high = sparsity.HighSteps(steps);
        return default(ChainSteps).And(sparsity.Low, steps - high).And(sparsity.High, high);
    }
}
