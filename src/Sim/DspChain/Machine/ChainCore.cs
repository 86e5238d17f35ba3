using Accel.Arch.Activity;

namespace Accel.Sim.DspChain.Machine;

/// <summary>What the chains of a core share: operands in their buffers, accumulators, counts.</summary>
internal sealed class ChainCore
{
    private readonly ReadOnlyMemory<sbyte> _activations;
    private readonly int[] _multipliers;
    private readonly int[] _accumulators;
    private readonly int[] _outputs;
    private ActivityCounts _counts;

    public ChainCore(
        in ChainEngine engine, ReadOnlyMemory<sbyte> activations, SparseOperands weights, int[] multipliers, int m)
    {
        (Engine, Weights, _activations, _multipliers) = (engine, weights, activations, multipliers);
        Arithmetic = new PackedArithmetic(engine);
        _outputs = new int[m * weights.N];
        _accumulators = new int[Math.Min(m, engine.TokenTile) * Math.Min(weights.N, weights.TileChannels)];
    }

    public ChainEngine Engine { get; }

    public SparseOperands Weights { get; }

    public PackedArithmetic Arithmetic { get; }

    public ReadOnlySpan<int> Outputs => _outputs;

    /// <summary>Counted where it happens, but for cycles and idle PEs.</summary>
    public ref ActivityCounts Counts => ref _counts;

    /// <summary>The first of the W channels whose result a chain holds at some place; -1 where there is none.</summary>
    public int ChannelOf(ChainPass pass, int chain, int result)
    {
        int offset = ((result * Engine.Chains) + chain) * Engine.Weights;
        return result < pass.Results && offset < pass.Channels ? pass.Channel + offset : -1;
    }

    /// <summary>The weights that a slice is fed for a pass, zeros where it has none.</summary>
    public PackedOperand WeightsOf(ChainPass pass, int chain, int slice)
    {
        Span<sbyte> values = stackalloc sbyte[Engine.Weights];
        values.Clear();
        int channel = ChannelOf(pass, chain, pass.ResultOf(slice));
        if (channel >= 0 && pass.IsKept(slice))
        {
            for (int i = 0; i < values.Length && channel + i < pass.TileEnd; i++)
            {
                values[i] = Weights.Weights(channel + i, pass.Step)[slice % pass.Span];
            }
        }

        return Arithmetic.PackWeights(values);
    }

    /// <summary>The activations that a slice is given in a beat, chosen by its multiplexer where it has one.</summary>
    public PackedOperand ActivationsOf(ChainBeat beat, int chain, int slice)
    {
        Span<sbyte> values = stackalloc sbyte[Engine.Activations];
        values.Clear();
        ChainPass pass = beat.Pass;
        int channel = ChannelOf(pass, chain, pass.ResultOf(slice));
        if (channel >= 0 && pass.IsKept(slice))
        {
            int own = slice % pass.Span;
            int at = Weights.Element(pass.Step, pass.Kept, own, Weights.Places(channel, pass.Step)[own]);
            for (int i = 0; i < beat.Tokens && at < Weights.K; i++)
            {
                values[i] = _activations.Span[((beat.Token + i) * Weights.K) + at];
            }

            _counts.ActivationDecoderCycles += pass.Kept < Engine.Block ? beat.Tokens : 0;
        }

        return Arithmetic.PackActivations(values);
    }

    /// <summary>A chain's weights leave their buffer.</summary>
    public void CountFeed(ChainPass pass, int chain)
    {
        for (int result = 0; ChannelOf(pass, chain, result) is var channel and >= 0; result++)
        {
            long elements = (long)pass.Slices * Math.Min(Engine.Weights, pass.TileEnd - channel);
            _counts.WeightReads += elements;
            _counts.EncoderCycles += elements;
            _counts.WeightReadBits += (long)pass.Slices * Engine.FedBits(pass.Kept);
        }
    }

    /// <summary>A sum times the multiplier of its group.</summary>
    public int Scale(ChainPass pass, int channel, int sum)
    {
        int groups = _multipliers.Length / Weights.N;
        return unchecked(sum * _multipliers[(channel * groups) + (pass.Step * Engine.Slices / Engine.ScaleGroup)]);
    }

    /// <summary>An accumulator is read, added to and written, and leaves with a tile's last step.</summary>
    public void Accumulate(ChainPass pass, int token, int channel, int sum)
    {
        int tile = channel / Weights.TileChannels * Weights.TileChannels;
        int width = Math.Min(Weights.N, Weights.TileChannels);
        ref int accumulator = ref _accumulators[((token - pass.Token) * width) + channel - tile];
        if (!pass.IsFirst)
        {
            sum = unchecked(accumulator + sum);
            _counts.AccumulatorUpdates++;
            _counts.OutputReadBits += ChainEngine.SumBits;
        }

        accumulator = sum;
        _counts.OutputWriteBits += ChainEngine.SumBits;
        if (pass.IsLast)
        {
            _outputs[(token * Weights.N) + channel] = sum;
            _counts.OutputWrites++;
        }
    }
}
