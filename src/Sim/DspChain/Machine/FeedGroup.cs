namespace Accel.Sim.DspChain.Machine;

/// <summary>
/// The chains that are fed together, and so do the same in each cycle: registers of their slices and adjust units.
/// </summary>
/// <remarks>
/// <para>
/// Registers are rows, one word for each chain: of a slice the choice of its multiplexer, A and B1, AD and B2, M, P; of
/// an adjust unit its own and the C register behind. Weights stay in B2 while a tile's tokens pass; those of the next
/// pass are in B1 by then and go over with its first beat, so that nothing waits. Where weights are on the wide port
/// they stay in AD likewise, behind A, and activations pass B1 and B2: a register more or less nowhere.
/// </para>
/// <para>
/// Operands of a slice come later than those of the first by its place, and by two cycles more for every adjust unit
/// before it; weights and activations alike. A result that ends before the chain does leaves at the reduction node of
/// its last group, and waits for as long as a sum would need to the end.
/// </para>
/// </remarks>
internal sealed class FeedGroup
{
    private readonly ChainCore _core;
    private readonly ChainEngine _engine;
    private readonly BeatLine _line;
    private readonly int _first;
    private readonly int _chains;

    /// <summary>Cycles after which a beat's operands are in A, in each slice.</summary>
    private readonly int[] _arrivals;
    private readonly int[] _choices;
    private readonly int[] _chosenWeights;
    private readonly int[] _a;
    private readonly int[] _b1;
    private readonly int[] _ad;
    private readonly int[] _b2;
    private readonly long[] _m;
    private readonly long[] _p;
    private readonly long[] _adjusted;
    private readonly long[] _c;
    private readonly long[] _carries;
    private readonly int _borders;

    /// <param name="place">Its place among the feed groups.</param>
    public FeedGroup(ChainCore core, int place)
    {
        (_core, _engine, _line) = (core, core.Engine, core.Line);
        _first = place * _engine.FedChains;
        _chains = Math.Min(_engine.FedChains, _engine.Chains - _first);
        _arrivals = [.. Enumerable.Range(0, _engine.Slices)
            .Select(slice => place + _engine.Skew(slice) + _engine.MultiplexerStages)];
        int slices = _engine.Slices * _chains;
        int choices = _engine.MultiplexerStages * slices;
        (_choices, _chosenWeights) = (new int[choices], new int[choices]);
        (_a, _b1, _ad, _b2) = (new int[slices], new int[slices], new int[slices], new int[slices]);
        (_m, _p) = (new long[slices], new long[slices]);
        int units = _engine.AdjustUnits * _chains;
        (_adjusted, _c) = (new long[units], new long[units]);
        _borders = core.Tracker?.Borders ?? 0;
        _carries = new long[slices * _borders];
    }

    /// <summary>The first of its chains, and how many there are.</summary>
    public int First => _first;

    public int Chains => _chains;

    /// <summary>The word in the P register of a slice of one of its chains.</summary>
    public long SumOf(int slice, int chain) => _p[(slice * _chains) + chain];

    /// <summary>Whether that word is a beat's of the last cycle, and not one that is left over.</summary>
    public bool HasSum(int slice, int chain) =>
        _line[_line.SlotOf(_arrivals[slice] + 3)].Pass is { } pass && chain < Used(pass);

    /// <summary>A cycle: what is behind first, so that each register takes what the one before had.</summary>
    public void Advance()
    {
        for (int slice = _engine.Slices - 1; slice >= 0; slice--)
        {
            int arrival = _arrivals[slice];
            Sum(slice, arrival + 3);
            if (slice > 0 && slice % _engine.SegmentSlices == 0)
            {
                Adjust(slice, _arrivals[slice - 1] + 4);
            }

            Multiply(slice, arrival + 2);
            Hold(slice, arrival + 1);
            Take(slice, arrival);
        }
    }

    /// <summary>P: the product is added to the word before, and a result that ends here leaves.</summary>
    private void Sum(int slice, int cycles)
    {
        int slot = _line.SlotOf(cycles);
        if (_line[slot].Pass is not { } pass || Used(pass) is not (> 0 and var chains))
        {
            return;
        }

        Span<long> sums = Row(_p, slice, chains);
        ReadOnlySpan<long> products = Row(_m, slice, chains);
        bool isHead = pass.IsHead(slice);
        if (isHead)
        {
            products.CopyTo(sums);
        }
        else
        {
            ReadOnlySpan<long> before = slice % _engine.SegmentSlices == 0
                ? Row(_c, (slice / _engine.SegmentSlices) - 1, chains)
                : Row(_p, slice - 1, chains);
            ChainRowKernels.Add(before, products, _engine.Packing.Primitive.SumBits, sums);
        }

        if (_borders > 0)
        {
            Track(slice, slot, pass, chains, isHead);
        }

        int result = pass.EndsAt(slice);
        if (result >= 0)
        {
            sums.CopyTo(_line.Ends(slot, result, _first, chains));
            _carries.AsSpan(slice * _chains * _borders, chains * _borders)
                .CopyTo(_line.Carries(slot, result, _first, chains));
        }
    }

    /// <summary>The carry tracker beside a slice.</summary>
    private void Track(int slice, int slot, ChainPass pass, int chains, bool isHead)
    {
        for (int chain = 0; chain < chains; chain++)
        {
            int at = (slice * _chains) + chain;
            Span<long> carries = _carries.AsSpan(at * _borders, _borders);
            if (isHead)
            {
                carries.Clear();
            }
            else
            {
                _carries.AsSpan((at - _chains) * _borders, _borders).CopyTo(carries);
            }

            int source = pass.IsSparse ? pass.Weights!.Sources(slice, _first + chain, 1)[0] : slice;
            _core.Tracker!.Follow(
                isHead ? 0 : _p[at - _chains], _p[at], pass.Weights!.Values(slice, _first + chain),
                _line.Values(slot).Slice(source * _engine.Activations, _engine.Activations), carries);
        }
    }

    /// <summary>The adjust unit in front of a slice, and the C register by which the slice takes its word.</summary>
    private void Adjust(int slice, int cycles)
    {
        int unit = (slice / _engine.SegmentSlices) - 1;
        if (_line[_line.SlotOf(cycles + 1)].Pass is { } before)
        {
            Row(_adjusted, unit, Used(before)).CopyTo(Row(_c, unit, _chains));
        }

        // A word that ends in front of the unit has left.
        int slot = _line.SlotOf(cycles);
        if (_line[slot].Pass is { } pass && !pass.IsHead(slice) && pass.ResultOf(slice) < pass.Results)
        {
            ReadOnlySpan<long> words = Row(_p, slice - 1, Used(pass));
            _core.Adjust!.Split(
                words, _line.Corrections(slot, pass.ResultOf(slice), _first, words.Length),
                Row(_adjusted, unit, words.Length));
        }
    }

    /// <summary>M: all lanes of a slice at once.</summary>
    private void Multiply(int slice, int cycles)
    {
        if (_line[_line.SlotOf(cycles)].Pass is { } pass && Used(pass) is > 0 and var chains)
        {
            ChainRowKernels.Multiply(Row(_ad, slice, chains), Row(_b2, slice, chains), Row(_m, slice, chains));
            _core.Counts.PeActiveCycles +=
                pass.IsKept(slice) ? pass.ChainsWith(pass.ResultOf(slice), _first, _chains) : 0;
        }
    }

    /// <summary>AD, and B2 with a pass's first beat.</summary>
    private void Hold(int slice, int cycles)
    {
        ref readonly ChainBeat beat = ref _line[_line.SlotOf(cycles)];
        if (beat.Pass is { } pass && Used(pass) is > 0 and var chains)
        {
            Row(_a, slice, chains).CopyTo(Row(_ad, slice, chains));
            if (beat.BringsWeights)
            {
                Row(_b1, slice, chains).CopyTo(Row(_b2, slice, chains));
            }
        }
    }

    /// <summary>A, and B1 with a pass's first beat; before them the register of a multiplexer, if any.</summary>
    private void Take(int slice, int cycles)
    {
        if (_choices.Length == 0)
        {
            Arrive(slice, cycles, _a, _b1);
            return;
        }

        ref readonly ChainBeat beat = ref _line[_line.SlotOf(cycles)];
        if (beat.Pass is { } pass && Used(pass) is > 0 and var chains)
        {
            Row(_choices, slice, chains).CopyTo(Row(_a, slice, chains));
            if (beat.BringsWeights)
            {
                Row(_chosenWeights, slice, chains).CopyTo(Row(_b1, slice, chains));
            }
        }

        Arrive(slice, cycles - 1, _choices, _chosenWeights);
    }

    /// <summary>A beat's operands arrive at a slice, chosen by its multiplexer in a sparse step.</summary>
    private void Arrive(int slice, int cycles, int[] activations, int[] weights)
    {
        int slot = _line.SlotOf(cycles);
        ref readonly ChainBeat beat = ref _line[slot];
        if (beat.Pass is not { } pass || Used(pass) is not (> 0 and var chains))
        {
            return;
        }

        ReadOnlySpan<int> words = _line.Words(slot);
        Span<int> arriving = Row(activations, slice, chains);
        if (pass.IsSparse)
        {
            ReadOnlySpan<ushort> sources = pass.Weights!.Sources(slice, _first, chains);
            for (int chain = 0; chain < sources.Length; chain++)
            {
                arriving[chain] = words[sources[chain]];
            }

            _core.Counts.ActivationDecoderCycles += pass.IsKept(slice)
                ? (long)beat.Tokens * pass.ChainsWith(pass.ResultOf(slice), _first, _chains)
                : 0;
        }
        else
        {
            arriving.Fill(words[slice]);
        }

        if (beat.BringsWeights)
        {
            pass.Weights!.Words(slice, _first, chains).CopyTo(Row(weights, slice, chains));
        }
    }

    /// <summary>Chains of the group that a pass uses: the first ones.</summary>
    private int Used(ChainPass pass) => pass.ChainsWith(0, _first, _chains);

    private Span<T> Row<T>(T[] registers, int row, int chains) => registers.AsSpan(row * _chains, chains);
}
