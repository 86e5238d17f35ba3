using System.Diagnostics;
using Accel.Arch.Activity;

namespace Accel.Sim.DspChain.Machine;

/// <summary>A core of DSP chains, stepped cycle by cycle, that computes one product with real operands.</summary>
/// <remarks>
/// <para>
/// Chains stand in feed groups of F. The weight buffer feeds one group a cycle, in turn, and with its weights a group
/// takes the first beat; the beats that follow travel from group to group, a cycle each. A pass begins as soon as the
/// first group has taken all beats of the one before, and the buffer has fed all chains that it uses.
/// </para>
/// <para>
/// A result's channels stay with one chain, whatever N a step has: results are dealt out to chains one by one. So
/// accumulators belong to chains, and the sums of a channel come in the order of their steps.
/// </para>
/// </remarks>
public sealed class DspChainMachine
{
    private readonly ChainEngine _engine;
    private readonly ChainCore _core;
    private readonly IEnumerator<ChainPass> _passes;
    private readonly SliceChain[] _chains;

    /// <summary>The beat that each feed group takes in this cycle.</summary>
    private readonly DelayLine<ChainBeat?> _stagger;
    private readonly long _sums;
    private ChainBeat? _beat;
    private bool _isDone;

    /// <summary>Feed groups of the pass that are still to be fed.</summary>
    private int _unfed;
    private long _cycles;

    /// <param name="activations">[M x K].</param>
    /// <param name="multipliers">[N x groups of <see cref="ChainEngine.ScaleGroup"/> along K]; none where an engine has
    /// none.</param>
    /// <exception cref="ArgumentException">A size does not fit, or an activation does not fit its lane.</exception>
    public DspChainMachine(in ChainEngine engine, ReadOnlyMemory<sbyte> activations, SparseOperands weights,
        int[] multipliers, int m)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(multipliers);
        DspChainKernels.Check(
            m, weights.K, weights.N, activations.Length, engine.ScaleGroup, multipliers.Length, m * weights.N);
        int most = (1 << (engine.Packing.ActivationBits - 1)) - 1;
        if (activations.Span.ContainsAnyExceptInRange((sbyte)(-most - 1), (sbyte)most))
        {
            throw new ArgumentException($"activations are {-most - 1} to {most}", nameof(activations));
        }

        _engine = engine;
        _core = new ChainCore(engine, activations, weights, multipliers, m);
        _chains = [.. Enumerable.Range(0, engine.Chains).Select(chain => new SliceChain(_core, chain))];
        _stagger = new DelayLine<ChainBeat?>((engine.Chains + engine.FedChains - 1) / engine.FedChains);
        _passes = ChainLoops.Passes(engine, weights, m).GetEnumerator();
        for (int tile = 0; tile < weights.Tiles; tile++)
        {
            int channels = Math.Min(weights.TileChannels, weights.N - (tile * weights.TileChannels));
            _sums += weights.StepsOf(tile).Executed > 0 ? (long)m * channels : 0;
        }

        NextPass();
    }

    /// <summary>Sums, row-major [M x N]; complete once <see cref="Step"/> has returned false.</summary>
    public ReadOnlySpan<int> Outputs => _core.Outputs;

    /// <summary>What has been counted so far.</summary>
    public ActivityCounts Counts => _core.Counts with
    {
        Cycles = _cycles,
        ComputeCycles = _cycles,
        PeIdleCycles = (_engine.Pes * _cycles) - _core.Counts.PeActiveCycles,
    };

    /// <summary>Steps to the end.</summary>
    /// <returns>Everything the machine counted.</returns>
    public ActivityCounts Run()
    {
        while (Step())
        {
        }

        return Counts;
    }

    /// <summary>Advances one cycle, or returns false when the last sum has left already.</summary>
    public bool Step()
    {
        if (_isDone && _core.Counts.OutputWrites == _sums)
        {
            return false;
        }

        _stagger.Shift(_beat);
        if (_beat is not null)
        {
            CountBeat(_beat);
        }

        bool isFed = false;
        for (int group = 0; group * _engine.FedChains < _chains.Length; group++)
        {
            isFed = Feed(group, isFed);
        }

        Schedule();
        _cycles++;
        return true;
    }

    /// <summary>A feed group takes its beat, and weights if the beat brings any.</summary>
    /// <param name="isFed">Whether the weight buffer has fed a group in this cycle.</param>
    private bool Feed(int group, bool isFed)
    {
        ChainBeat? beat = _stagger[group];
        int first = group * _engine.FedChains;
        bool isUsed = beat is not null && _core.ChannelOf(beat.Pass, first, 0) >= 0;
        bool feeds = isUsed && beat!.BringsWeights;
        if (feeds && isFed)
        {
            throw new UnreachableException("the weight buffer feeds two groups at once");
        }

        _unfed -= feeds ? 1 : 0;
        for (int chain = first; chain < Math.Min(first + _engine.FedChains, _chains.Length); chain++)
        {
            bool hasResult = isUsed && _core.ChannelOf(beat!.Pass, chain, 0) >= 0;
            _chains[chain].Advance(hasResult ? beat : null);
            if (hasResult && feeds)
            {
                _core.CountFeed(beat!.Pass, chain);
            }
        }

        return isFed || feeds;
    }

    /// <summary>The first group's beat of the next cycle: the pass's next, or the next pass's first, or none.</summary>
    private void Schedule()
    {
        if (_beat is { IsLast: false })
        {
            int token = _beat.Token + _beat.Tokens;
            _beat = new ChainBeat(_beat.Pass, token, Tokens(_beat.Pass, token));
            return;
        }

        _beat = null;
        if (_unfed == 0)
        {
            NextPass();
        }
    }

    /// <summary>Goes on to the next pass; steps that keep nothing are skipped in no time.</summary>
    private void NextPass()
    {
        while (!_isDone)
        {
            _isDone = !_passes.MoveNext();
            ChainPass pass = _passes.Current;
            if (!_isDone && pass.Kept > 0)
            {
                int chains = 0;
                while (chains < _chains.Length && _core.ChannelOf(pass, chains, 0) >= 0)
                {
                    chains++;
                }

                _unfed = (chains + _engine.FedChains - 1) / _engine.FedChains;
                _beat = new ChainBeat(pass, pass.Token, Tokens(pass, pass.Token));
                return;
            }

            if (!_isDone)
            {
                CountMacs(pass, pass.Tokens);
            }
        }
    }

    private int Tokens(ChainPass pass, int token) =>
        Math.Min(_engine.Activations, pass.Token + pass.Tokens - token);

    /// <summary>A beat's activations leave their buffer, once for all chains.</summary>
    private void CountBeat(ChainBeat beat)
    {
        ref ActivityCounts counts = ref _core.Counts;
        counts.ActivationReads += (long)_engine.Slices * beat.Tokens;
        counts.ActivationReadBits += (long)_engine.Slices * _engine.Activations * _engine.ActivationBits;
        CountMacs(beat.Pass, beat.Tokens);
    }

    /// <summary>Counts a dense product's multiply-accumulates, those with weights that are not kept included.</summary>
    private void CountMacs(ChainPass pass, int tokens)
    {
        int width = Math.Min(_engine.Slices, _core.Weights.K - (pass.Step * _engine.Slices));
        _core.Counts.Macs += (long)tokens * pass.Channels * width;
    }
}
