namespace Accel.Sim.DspChain.Machine;

/// <summary>What is behind a chain: lanes are read, repaired, multiplied by their scales, accumulated.</summary>
internal sealed class ChainReader
{
    private readonly ChainCore _core;
    private readonly ChainEngine _engine;
    private readonly int _chain;
    private readonly Stage[] _stages;

    public ChainReader(ChainCore core, int chain)
    {
        (_core, _engine, _chain) = (core, core.Engine, chain);
        int sums = _engine.Groups * _engine.Packing.Lanes;
        _stages = [.. Enumerable.Range(0, 1 + _engine.RepairStages + _engine.ScaleStages)
            .Select(_ => new Stage(_engine.Groups, sums))];
    }

    /// <summary>A cycle: the last stage's sums are accumulated, others move on; the first is for new ones.</summary>
    /// <param name="beat">The beat whose results come to the chain's end.</param>
    public void Advance(ChainBeat? beat)
    {
        Stage free = _stages[^1];
        if (free.Beat is not null)
        {
            Each(free, Accumulate);
        }

        Array.Copy(_stages, 0, _stages, 1, _stages.Length - 1);
        _stages[0] = free;
        free.Beat = beat;
        if (_engine.RepairStages > 0 && _stages[1] is { Beat: { } repaired } stage)
        {
            for (int result = 0; result < repaired.Pass.Results; result++)
            {
                _core.Arithmetic.Repair(stage.Words[result], stage.Lanes(result, _engine.Packing.Lanes));
            }
        }

        if (_engine.ScaleStages > 0 && _stages[1 + _engine.RepairStages] is { Beat: not null } scaled)
        {
            Each(scaled, (ChainBeat scaledBeat, int channel, int _, ref int sum) =>
                sum = _core.Scale(scaledBeat.Pass, channel, sum));
        }
    }

    /// <summary>Reads the lanes of a result of the beat that has just come.</summary>
    public void Read(int result, in PackedSum word)
    {
        _stages[0].Words[result] = word;
        _core.Arithmetic.Read(word, _stages[0].Lanes(result, _engine.Packing.Lanes));
    }

    private void Accumulate(ChainBeat beat, int channel, int token, ref int sum) =>
        _core.Accumulate(beat.Pass, token, channel, sum);

    /// <summary>All sums of a stage that belong to a channel and a token.</summary>
    private void Each(Stage stage, Visit visit)
    {
        ChainBeat beat = stage.Beat!;
        for (int result = 0; _core.ChannelOf(beat.Pass, _chain, result) is var channel and >= 0; result++)
        {
            Span<int> lanes = stage.Lanes(result, _engine.Packing.Lanes);
            for (int w = 0; w < _engine.Weights && channel + w < beat.Pass.TileEnd; w++)
            {
                for (int a = 0; a < beat.Tokens; a++)
                {
                    visit(beat, channel + w, beat.Token + a, ref lanes[_core.Arithmetic.Lane(w, a)]);
                }
            }
        }
    }

    private delegate void Visit(ChainBeat beat, int channel, int token, ref int sum);

    /// <summary>The registers of a stage: words, and what has been read of them.</summary>
    private sealed class Stage(int results, int sums)
    {
        private readonly int[] _sums = new int[sums];

        public ChainBeat? Beat { get; set; }

        public PackedSum[] Words { get; } = new PackedSum[results];

        public Span<int> Lanes(int result, int lanes) => _sums.AsSpan(result * lanes, lanes);
    }
}
