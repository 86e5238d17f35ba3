using System.Diagnostics;

namespace Accel.Sim.DspChain.Machine;

/// <summary>A chain: slices, adjust units between segments, and delays by which results meet at its end.</summary>
/// <remarks>
/// Operands of a slice come later than those of the first by its place, and by two cycles more for every adjust unit
/// before it; weights and activations alike, so that a slice takes the weights of the next pass when the first beat of
/// that pass reaches it. A result that ends before the chain does leaves at the reduction node of its last group, and
/// waits in registers for as long as a sum would need to the end.
/// </remarks>
internal sealed class SliceChain
{
    private readonly ChainCore _core;
    private readonly ChainEngine _engine;
    private readonly int _chain;
    private readonly ChainSlice[] _slices;
    private readonly DelayLine<ChainBeat?> _skew;
    private readonly DelayLine<Word>[] _adjusts;

    /// <summary>One for each group; null for the last, which has nothing to wait for.</summary>
    private readonly DelayLine<Word>?[] _waits;
    private readonly ChainReader _reader;

    /// <param name="chain">Its place in the core.</param>
    public SliceChain(ChainCore core, int chain)
    {
        (_core, _engine, _chain) = (core, core.Engine, chain);
        int end = _engine.Skew(_engine.Slices - 1);
        _slices = [.. Enumerable.Range(0, _engine.Slices)
            .Select(place => new ChainSlice(place, core.Arithmetic, _engine.MultiplexerStages > 0))];
        _skew = new DelayLine<ChainBeat?>(end + 1);
        _adjusts = [.. Enumerable.Range(0, _engine.AdjustUnits)
            .Select(_ => new DelayLine<Word>(ChainEngine.AdjustCycles))];
        _waits = [.. Enumerable.Range(0, _engine.Groups)
            .Select(group => end - _engine.Skew(NodeOf(group)))
            .Select(wait => wait == 0 ? null : new DelayLine<Word>(wait))];
        _reader = new ChainReader(core, chain);
    }

    /// <summary>A cycle: what is behind first, so that it takes what was there before.</summary>
    /// <param name="beat">The beat whose operands reach the first slice, if any.</param>
    public void Advance(ChainBeat? beat)
    {
        Read();
        for (int group = 0; group < _waits.Length; group++)
        {
            _waits[group]?.Shift(WordOf(NodeOf(group)));
        }

        _skew.Shift(beat);
        for (int place = _slices.Length - 1; place >= 0; place--)
        {
            AdvanceSlice(place);
        }
    }

    /// <summary>The results that have come to the chain's end go on to where lanes are read.</summary>
    private void Read()
    {
        ChainBeat? beat = _slices[^1].Beat;
        _reader.Advance(beat);
        for (int result = 0; beat is not null && result < beat.Pass.Results; result++)
        {
            int group = ((result + 1) * beat.Pass.Span / _engine.GroupSlices) - 1;
            Word word = _waits[group] is { } wait ? wait.Last : WordOf(NodeOf(group));
            if (!ReferenceEquals(word.Beat, beat))
            {
                throw new UnreachableException("a result has not waited as long as the chain takes");
            }

            _reader.Read(result, word.Sum);
        }
    }

    private void AdvanceSlice(int place)
    {
        Word cascade = place == 0 ? default : WordOf(place - 1);
        int unit = (place / _engine.SegmentSlices) - 1;
        bool isAdjusted = unit >= 0 && place % _engine.SegmentSlices == 0;
        Word before = isAdjusted ? _adjusts[unit].Last : cascade;
        ChainBeat? arriving = _skew[_engine.Skew(place)];
        ChainSlice.Input input = arriving is null ? default : new(
            arriving, _core.ActivationsOf(arriving, _chain, place),
            arriving.BringsWeights ? _core.WeightsOf(arriving.Pass, _chain, place) : default);
        if (_slices[place].Advance(input, before.Sum, before.Beat) is { } beat
            && beat.Pass.IsKept(place) && _core.ChannelOf(beat.Pass, _chain, beat.Pass.ResultOf(place)) >= 0)
        {
            _core.Counts.PeActiveCycles++;
        }

        if (isAdjusted)
        {
            _adjusts[unit].Shift(new Word(
                cascade.Beat, cascade.Beat is null ? default : _core.Arithmetic.Adjust(cascade.Sum)));
        }
    }

    private Word WordOf(int place) => new(_slices[place].Beat, _slices[place].Sum);

    /// <summary>The last slice of a group, where results can leave.</summary>
    private int NodeOf(int group) => ((group + 1) * _engine.GroupSlices) - 1;

    /// <summary>A packed word on its way, and whose it is.</summary>
    private readonly struct Word(ChainBeat? beat, PackedSum sum)
    {
        public readonly ChainBeat? Beat = beat;

        public readonly PackedSum Sum = sum;
    }
}
