using Accel.Arch.Activity;
using Accel.Arch.Designs.DspChain;

namespace Accel.Sim.DspChain.Machine;

/// <summary>What the chains of a core share: operands in their buffers, accumulators, counts.</summary>
internal sealed class ChainCore
{
    private readonly ReadOnlyMemory<sbyte> _activations;
    private readonly int[] _multipliers;
    private readonly int[] _accumulators;
    private readonly int[] _outputs;
    private readonly int[] _offsets;
    private readonly Stack<PassWeights> _free = new();
    private ActivityCounts _counts;

    /// <param name="turns">The most turns in which the results of a beat enter the accumulators.</param>
    public ChainCore(in ChainEngine engine, ReadOnlyMemory<sbyte> activations, SparseOperands weights,
        int[] multipliers, int m, int turns)
    {
        (Engine, Weights, _activations, _multipliers) = (engine, weights, activations, multipliers);
        if (engine.Packing.TrackedBits > 0)
        {
            Tracker = new CarryTracker(engine.Packing);
        }
        else
        {
            Adjust = new OverflowAdjust(engine.Packing, engine.Overflow == OverflowRule.ExcludeMinimum);
        }

        int groups = (engine.Chains + engine.FedChains - 1) / engine.FedChains;
        int results = Enumerable.Range(0, engine.Block + 1).Max(engine.Results);
        Line = new BeatLine(engine, groups + engine.Latency + turns, results);
        _offsets = [.. Enumerable.Range(0, engine.Activations).Select(engine.Packing.ActivationOffset)];
        _outputs = new int[m * weights.N];
        _accumulators = new int[Math.Min(m, weights.Tile.Tokens) * Math.Min(weights.N, weights.TileChannels)];
    }

    public ChainEngine Engine { get; }

    public SparseOperands Weights { get; }

    public BeatLine Line { get; }

    /// <summary>What adjusts and reads words; null where carries are tracked.</summary>
    public OverflowAdjust? Adjust { get; }

    /// <summary>What tracks carries and repairs words by them; null where lanes have guard bits.</summary>
    public CarryTracker? Tracker { get; }

    public ReadOnlySpan<int> Outputs => _outputs;

    /// <summary>Counted where it happens, but for cycles and idle PEs.</summary>
    public ref ActivityCounts Counts => ref _counts;

    /// <summary>
    /// Turns of feed groups that have still to come to the accumulators; one without a sum takes its cycle too.
    /// </summary>
    public int Turns { get; set; }

    /// <summary>A pass's weights are there to be fed.</summary>
    public void Begin(ChainPass pass)
    {
        pass.Weights = _free.Count > 0 ? _free.Pop() : new PassWeights(Engine, Weights);
        pass.Weights.Load(pass);
    }

    /// <summary>A cycle of the line: a beat's activations leave their buffer, once for all chains.</summary>
    public void Enter(ChainBeat beat)
    {
        if (Line.Shift(beat) is { IsLast: true } over)
        {
            _free.Push(over.Pass!.Weights!);
        }

        if (beat.Pass is not { } pass)
        {
            return;
        }

        int slot = Line.SlotOf(0);
        Span<int> words = Line.Words(slot);
        Span<int> values = Line.Values(slot);
        words.Clear();
        values.Clear();
        int first = pass.Step * Engine.Slices;
        int width = Math.Min(Engine.Slices, Weights.K - first);
        for (int i = 0; i < beat.Tokens; i++)
        {
            ReadOnlySpan<sbyte> token = _activations.Span.Slice(((beat.Token + i) * Weights.K) + first, width);
            for (int slice = 0; slice < token.Length; slice++)
            {
                words[slice] += token[slice] << _offsets[i];
            }

            for (int slice = 0; values.Length > 0 && slice < token.Length; slice++)
            {
                values[(slice * Engine.Activations) + i] = token[slice];
            }
        }
    }

    /// <summary>The weights of some chains leave their buffer.</summary>
    public void CountFeed(ChainPass pass, int first, int chains)
    {
        for (int result = 0; result < pass.Results; result++)
        {
            int fed = pass.ChainsWith(result, first, chains);
            int channels = Math.Min(fed * Engine.Weights, pass.TileEnd - pass.ChannelOf(first, result, Engine.Weights));
            long elements = fed == 0 ? 0 : (long)pass.Slices * channels;
            _counts.WeightReads += elements;
            _counts.EncoderCycles += elements;
            _counts.WeightReadBits += (long)pass.Slices * fed * Engine.FedBits(pass.Kept);
        }
    }

    /// <summary>Sums times the multipliers of their groups.</summary>
    /// <param name="sums">[chains x W x A], of which the tokens from first to last are meant.</param>
    public void Scale(ChainPass pass, int channel, int chains, int first, int last, Span<int> sums)
    {
        int groups = _multipliers.Length / Weights.N;
        int group = pass.Step * Engine.Slices / Engine.ScaleGroup;
        int channels = Math.Min(chains * Engine.Weights, pass.TileEnd - channel);
        for (int i = 0; i < channels; i++)
        {
            int multiplier = _multipliers[((channel + i) * groups) + group];
            for (int token = first; token < last; token++)
            {
                ref int sum = ref sums[(i * Engine.Activations) + token];
                sum = unchecked(sum * multiplier);
            }
        }
    }

    /// <summary>Accumulators are read, added to and written, and leave with a tile's last step.</summary>
    /// <param name="token">The first token of the beat.</param>
    /// <inheritdoc cref="Scale"/>
    public void Accumulate(
        ChainPass pass, int token, int channel, int chains, int first, int last, ReadOnlySpan<int> sums)
    {
        int width = Math.Min(Weights.N, Weights.TileChannels);
        int channels = Math.Min(chains * Engine.Weights, pass.TileEnd - channel);
        for (int lane = first; lane < last; lane++)
        {
            int row = ((token + lane - pass.Token) * width) + channel - pass.TileStart;
            Span<int> accumulators = _accumulators.AsSpan(row, channels);
            if (pass.IsFirst)
            {
                for (int i = 0, at = lane; i < accumulators.Length; i++, at += Engine.Activations)
                {
                    accumulators[i] = sums[at];
                }
            }
            else
            {
                for (int i = 0, at = lane; i < accumulators.Length; i++, at += Engine.Activations)
                {
                    accumulators[i] = unchecked(accumulators[i] + sums[at]);
                }
            }

            if (pass.IsLast)
            {
                accumulators.CopyTo(_outputs.AsSpan(((token + lane) * Weights.N) + channel));
            }
        }

        long count = (long)channels * (last - first);
        _counts.AccumulatorUpdates += pass.IsFirst ? 0 : count;
        _counts.OutputReadBits += pass.IsFirst ? 0 : count * ChainEngine.SumBits;
        _counts.OutputWriteBits += count * ChainEngine.SumBits;
        _counts.OutputWrites += pass.IsLast ? count : 0;
    }
}
