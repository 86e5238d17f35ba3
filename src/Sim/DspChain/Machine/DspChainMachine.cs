using System.Diagnostics;
using Accel.Arch.Activity;

namespace Accel.Sim.DspChain.Machine;

/// <summary>A core of DSP chains, stepped cycle by cycle, that computes one product with real operands.</summary>
/// <remarks>
/// <para>
/// Chains stand in feed groups of F. The weight buffer feeds one group a cycle, in turn, and with its weights a group
/// takes the first beat; the beats that follow travel from group to group, a cycle each. A beat of a sparse step is
/// followed by the next when its results have entered the accumulators. A pass begins as soon as the first group has
/// taken all beats of the one before, and the buffer has fed all chains that it uses.
/// </para>
/// <para>
/// A result's channels stay with one chain, whatever N a step has: results are dealt out one by one, to the chains that
/// the whole operator uses. So accumulators belong to chains, and the sums of a channel come in the order of their
/// steps.
/// </para>
/// </remarks>
public sealed class DspChainMachine
{
    private readonly ChainEngine _engine;
    private readonly ChainCore _core;
    private readonly IEnumerator<ChainPass> _passes;
    private readonly FeedGroup[] _groups;
    private readonly ChainReaders[] _readers;
    private ChainBeat _beat;
    private bool _isDone;

    /// <summary>The pass that is under way, its next token, and the cycles until that may follow.</summary>
    private ChainPass? _pass;
    private int _token;
    private int _hold;

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
        int turns = Enumerable.Range(1, engine.Block).Max(engine.BeatCycles);
        _core = new ChainCore(engine, activations, weights, multipliers, m, turns);
        _groups = [.. Enumerable.Range(0, (engine.Chains + engine.FedChains - 1) / engine.FedChains)
            .Select(place => new FeedGroup(_core, place))];
        _readers = [.. _groups.Select((group, place) => new ChainReaders(_core, group, place, turns))];
        _passes = ChainLoops.Passes(engine, weights, m).GetEnumerator();
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

    /// <summary>The word in the P register of a slice.</summary>
    internal long SumOf(int chain, int slice) =>
        _groups[chain / _engine.FedChains].SumOf(slice, chain % _engine.FedChains);

    /// <summary>Whether that word is a beat's of the last cycle, and not one that is left over.</summary>
    internal bool HasSum(int chain, int slice) =>
        _groups[chain / _engine.FedChains].HasSum(slice, chain % _engine.FedChains);

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
        if (_isDone && _beat.Pass is null && _core.Turns == 0)
        {
            return false;
        }

        _core.Enter(_beat);
        CountBeat(_beat);
        bool isFed = false;
        for (int place = 0; place < _groups.Length; place++)
        {
            _readers[place].Advance();
            _groups[place].Advance();
            isFed = Feed(place, isFed);
        }

        Schedule();
        _cycles++;
        return true;
    }

    /// <summary>A feed group takes weights if its beat brings any.</summary>
    /// <param name="isFed">Whether the weight buffer has fed a group in this cycle.</param>
    private bool Feed(int place, bool isFed)
    {
        ref readonly ChainBeat beat = ref _core.Line[_core.Line.SlotOf(place)];
        FeedGroup group = _groups[place];
        if (!beat.BringsWeights || beat.Pass!.ChainsWith(0, group.First, group.Chains) == 0)
        {
            return isFed;
        }

        if (isFed)
        {
            throw new UnreachableException("the weight buffer feeds two groups at once");
        }

        _unfed--;
        _core.CountFeed(beat.Pass, group.First, group.Chains);
        return true;
    }

    /// <summary>The first group's beat of the next cycle: the pass's next, or the next pass's first, or none.</summary>
    private void Schedule()
    {
        _beat = default;
        _hold -= _hold > 0 ? 1 : 0;
        if (_hold > 0)
        {
            return;
        }

        if (_pass is not null && _token < _pass.Token + _pass.Tokens)
        {
            NextBeat();
        }
        else if (_unfed == 0)
        {
            NextPass();
        }
    }

    private void NextBeat()
    {
        int tokens = Math.Min(_pass!.BeatTokens, _pass.Token + _pass.Tokens - _token);
        _beat = new ChainBeat(_pass, _token, tokens);
        _token += tokens;
        _hold = _pass.BeatCycles;
    }

    /// <summary>Goes on to the next pass; steps that keep nothing are skipped in no time.</summary>
    private void NextPass()
    {
        _pass = null;
        while (!_isDone)
        {
            _isDone = !_passes.MoveNext();
            if (_isDone)
            {
                return;
            }

            ChainPass pass = _passes.Current;
            if (pass.Kept > 0)
            {
                int chains = pass.ChainsWith(0, 0, _engine.Chains);
                _unfed = (chains + _engine.FedChains - 1) / _engine.FedChains;
                _core.Begin(pass);
                (_pass, _token) = (pass, pass.Token);
                NextBeat();
                return;
            }

            CountMacs(pass, pass.Tokens);
        }
    }

    /// <summary>A beat's activations leave their buffer, once for all chains.</summary>
    private void CountBeat(in ChainBeat beat)
    {
        if (beat.Pass is { } pass)
        {
            ref ActivityCounts counts = ref _core.Counts;
            counts.ActivationReads += (long)_engine.Slices * beat.Tokens;
            counts.ActivationReadBits += (long)_engine.Slices * _engine.Activations * _engine.ActivationBits;
            CountMacs(pass, beat.Tokens);
            int chains = pass.ChainsWith(0, 0, _engine.Chains);
            _core.Turns += pass.BeatCycles * ((chains + _engine.FedChains - 1) / _engine.FedChains);
        }
    }

    /// <summary>Counts a dense product's multiply-accumulates, those with weights that are not kept included.</summary>
    private void CountMacs(ChainPass pass, int tokens)
    {
        int width = Math.Min(_engine.Slices, _core.Weights.K - (pass.Step * _engine.Slices));
        _core.Counts.Macs += (long)tokens * pass.Channels * width;
    }
}
