using System.Numerics;

namespace Accel.Sim.DspChain.Machine;

/// <summary>The beats of the last cycles, and the registers that go along with each on its way.</summary>
/// <remarks>
/// A shift register in a ring: beats stay in their slots while their places move. Where a beat is, and so which slice's
/// registers are its own in a cycle, follows from how many cycles ago it entered.
/// </remarks>
internal sealed class BeatLine
{
    private readonly ChainBeat[] _beats;
    private readonly ChainEngine _engine;
    private readonly int _results;
    private readonly int _borders;

    /// <summary>[slots x slices]: packed activations; [slots x slices x A]: one by one, for carry trackers.</summary>
    private readonly int[] _words;
    private readonly int[] _values;

    /// <summary>[slots x results x chains]: words that have left the chain, waiting for its end.</summary>
    private readonly long[] _ends;

    /// <summary>[slots x results x chains x lanes].</summary>
    private readonly long[] _corrections;
    private readonly int[] _sums;

    /// <summary>[slots x results x chains x borders].</summary>
    private readonly long[] _carries;
    private int _head;

    /// <param name="cycles">For how many cycles a beat is kept.</param>
    /// <param name="results">The most results of a chain.</param>
    public BeatLine(in ChainEngine engine, int cycles, int results)
    {
        (_engine, _results) = (engine, results);
        int slots = (int)BitOperations.RoundUpToPowerOf2((uint)cycles);
        bool isTracked = engine.Packing.TrackedBits > 0;
        _borders = isTracked ? engine.Packing.Lanes - 1 : 0;
        int words = slots * results * engine.Chains;
        _beats = new ChainBeat[slots];
        _words = new int[slots * engine.Slices];
        _values = new int[isTracked ? slots * engine.Slices * engine.Activations : 0];
        _ends = new long[words];
        _corrections = new long[isTracked ? 0 : words * engine.Packing.Lanes];
        _sums = new int[words * engine.Packing.Lanes];
        _carries = new long[words * _borders];
    }

    /// <summary>A cycle: a beat enters, or none.</summary>
    /// <returns>The one whose time is over.</returns>
    public ChainBeat Shift(ChainBeat beat)
    {
        _head = (_head + 1) & (_beats.Length - 1);
        ChainBeat over = _beats[_head];
        _beats[_head] = beat;
        if (beat.Pass is not null && _corrections.Length > 0)
        {
            int words = beat.Pass.Results * _engine.Chains * _engine.Packing.Lanes;
            _corrections.AsSpan(Word(_head, 0, 0) * _engine.Packing.Lanes, words).Clear();
        }

        return over;
    }

    /// <summary>The slot of the beat that entered so many cycles ago.</summary>
    public int SlotOf(int cycles) => (_head - cycles) & (_beats.Length - 1);

    /// <summary>The beat of a slot.</summary>
    public ref readonly ChainBeat this[int slot] => ref _beats[slot];

    /// <summary>Activations of a beat as words on their port, one for each element of the step.</summary>
    public Span<int> Words(int slot) => _words.AsSpan(slot * _engine.Slices, _engine.Slices);

    /// <summary>The same one by one: [slices x A]; empty where no carries are tracked.</summary>
    public Span<int> Values(int slot) => _values.Length == 0 ? []
        : _values.AsSpan(slot * _engine.Slices * _engine.Activations, _engine.Slices * _engine.Activations);

    /// <summary>Words that have left some chains in a row.</summary>
    public Span<long> Ends(int slot, int result, int first, int chains) =>
        _ends.AsSpan(Word(slot, result, first), chains);

    /// <summary>What adjust units have taken out of each lane of some chains' words, [chains x lanes].</summary>
    public Span<long> Corrections(int slot, int result, int first, int chains) =>
        _corrections.AsSpan(Word(slot, result, first) * _engine.Packing.Lanes, chains * _engine.Packing.Lanes);

    /// <summary>What has been read of some chains' words, [chains x lanes].</summary>
    public Span<int> Sums(int slot, int result, int first, int chains) =>
        _sums.AsSpan(Word(slot, result, first) * _engine.Packing.Lanes, chains * _engine.Packing.Lanes);

    /// <summary>The counters of carries of some chains' words.</summary>
    public Span<long> Carries(int slot, int result, int first, int chains) =>
        _carries.AsSpan(Word(slot, result, first) * _borders, chains * _borders);

    private int Word(int slot, int result, int chain) => (((slot * _results) + result) * _engine.Chains) + chain;
}
