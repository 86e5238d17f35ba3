namespace Accel.Sim.DspChain.Machine;

/// <summary>
/// What is behind the chains of a feed group: lanes are read, repaired, multiplied by scales, accumulated.
/// </summary>
/// <remarks>
/// The results of a beat take turns: in each, as many lanes enter as the sets of accumulators have adders, those of a
/// token's W channels side by side. Every stage holds one turn.
/// </remarks>
internal sealed class ChainReaders
{
    private readonly ChainCore _core;
    private readonly ChainEngine _engine;
    private readonly BeatLine _line;
    private readonly FeedGroup _group;
    private readonly int _read;
    private readonly int _turns;
    private readonly long[] _lanes;

    /// <param name="place">The group's place.</param>
    /// <param name="turns">The most turns of a beat.</param>
    public ChainReaders(ChainCore core, FeedGroup group, int place, int turns)
    {
        (_core, _engine, _line, _group, _turns) = (core, core.Engine, core.Line, group, turns);
        _read = place + ReadCycles(_engine);
        _lanes = new long[_engine.Packing.Lanes * group.Chains];
    }

    /// <summary>Cycles from a beat's operands to its lanes.</summary>
    public static int ReadCycles(in ChainEngine engine) =>
        engine.MultiplexerStages + engine.Skew(engine.Slices - 1) + ChainEngine.SliceCycles;

    /// <summary>A cycle.</summary>
    public void Advance()
    {
        int scaled = _read + _engine.RepairStages + 1;
        for (int turn = 0; turn < _turns; turn++)
        {
            Enter(Stage.Read, _read + turn, turn);
            if (_engine.RepairStages > 0)
            {
                Enter(Stage.Repair, _read + 1 + turn, turn);
            }

            if (_engine.ScaleStages > 0)
            {
                Enter(Stage.Scale, scaled + turn, turn);
            }

            Enter(Stage.Accumulate, scaled + _engine.ScaleStages + turn, turn);
        }
    }

    /// <summary>A stage takes a turn of the beat that comes to it, if any.</summary>
    private void Enter(Stage stage, int cycles, int turn)
    {
        int slot = _line.SlotOf(cycles);
        if (_line[slot].Pass is not { } pass || turn >= pass.BeatCycles)
        {
            return;
        }

        _core.Turns -= stage == Stage.Accumulate && pass.ChainsWith(0, _group.First, _group.Chains) > 0 ? 1 : 0;
        int lanes = _engine.Activations * _engine.ResultSets;
        int end = Math.Min(pass.Results * pass.BeatTokens, (turn + 1) * lanes);
        int next;
        for (int item = turn * lanes; item < end; item = next)
        {
            (int result, int token) = Math.DivRem(item, pass.BeatTokens);
            next = Math.Min(end, (result + 1) * pass.BeatTokens);
            int last = Math.Min(_line[slot].Tokens, token + next - item);
            if (token < last)
            {
                Enter(stage, slot, pass, result, token, last);
            }
        }
    }

    /// <summary>The lanes of a result of some of a beat's tokens, in all chains that hold it.</summary>
    private void Enter(Stage stage, int slot, ChainPass pass, int result, int first, int last)
    {
        int chains = pass.ChainsWith(result, _group.First, _group.Chains);
        int channel = pass.ChannelOf(_group.First, result, _engine.Weights);
        if (chains == 0)
        {
            return;
        }

        // The sums of a chain's lanes, chain after chain.
        Span<int> sums = _line.Sums(slot, result, _group.First, chains);
        switch (stage)
        {
            case Stage.Read when _core.Adjust is not null:
                Read(slot, result, chains, first, last, sums);
                break;
            case Stage.Repair when _core.Tracker is not null:
                Repair(slot, result, chains, first, last, sums);
                break;
            case Stage.Scale:
                _core.Scale(pass, channel, chains, first, last, sums);
                break;
            case Stage.Accumulate:
                _core.Accumulate(pass, _line[slot].Token, channel, chains, first, last, sums);
                break;
        }
    }

    private void Read(int slot, int result, int chains, int first, int last, Span<int> sums)
    {
        Span<long> lanes = _lanes.AsSpan(0, sums.Length);
        _core.Adjust!.Finish(
            _line.Ends(slot, result, _group.First, chains), _line.Corrections(slot, result, _group.First, chains),
            lanes);
        Store(lanes, first, last, sums);
    }

    /// <summary>Words whose carries are tracked are read with their counters; fields alone say nothing.</summary>
    private void Repair(int slot, int result, int chains, int first, int last, Span<int> sums)
    {
        ReadOnlySpan<long> words = _line.Ends(slot, result, _group.First, chains);
        Span<long> lanes = _lanes.AsSpan(0, sums.Length);
        int own = lanes.Length / words.Length;
        for (int chain = 0; chain < words.Length; chain++)
        {
            _core.Tracker!.Repair(
                words[chain], _line.Carries(slot, result, _group.First + chain, 1), lanes.Slice(chain * own, own));
        }

        Store(lanes, first, last, sums);
    }

    /// <summary>The lanes of some tokens go on.</summary>
    private void Store(ReadOnlySpan<long> lanes, int first, int last, Span<int> sums)
    {
        int step = _engine.Activations;
        for (int token = first; token < last; token++)
        {
            for (int lane = token; lane < lanes.Length; lane += step)
            {
                sums[lane] = unchecked((int)lanes[lane]);
            }
        }
    }

    private enum Stage
    {
        Read,
        Repair,
        Scale,
        Accumulate,
    }
}
