namespace Accel.Sim.BitSerial.Machine;

/// <summary>
/// Walks folds, groups, beats and terms, one a cycle, and holds a group back that would overrun a dequantizer.
/// </summary>
/// <remarks>
/// Registers: fold, group, beat and term counters and one down-counter, the pace. Channels are the outer loop of folds.
/// </remarks>
internal sealed class IssueController(BitSerialArray array, BitSerialOperands operands)
{
    private int _firstChannel;
    private int _firstToken;
    private int _group;
    private int _k;
    private int _term;
    private int _pace;

    /// <summary>Whether every beat was issued.</summary>
    public bool IsDone => _firstChannel >= operands.N;

    /// <summary>One cycle: the control word of what is issued, or null when done or waiting.</summary>
    public BeatControl? Step()
    {
        int pace = _pace;
        _pace = Math.Max(0, _pace - 1);
        if (IsDone)
        {
            return null;
        }

        int groupStart = _group * operands.GroupSize;
        int groupEnd = Math.Min(operands.K, groupStart + operands.GroupSize);
        bool startsGroup = _k == groupStart && _term == 0;
        if (startsGroup)
        {
            int beats = (groupEnd - groupStart + array.Lanes - 1) / array.Lanes;
            if (beats * array.CyclesPerBeat - 1 < pace)
            {
                return null;
            }
        }

        int count = Math.Min(array.Lanes, groupEnd - _k);
        bool endsGroup = _k + count == groupEnd && _term == array.CyclesPerBeat - 1;
        var control = new BeatControl(
            _firstChannel,
            _firstToken,
            Math.Min(array.Rows, operands.N - _firstChannel),
            Math.Min(array.Columns, operands.M - _firstToken),
            _group,
            _k,
            count,
            _term,
            startsGroup,
            endsGroup,
            endsGroup && groupEnd == operands.K);
        Advance(control);
        return control;
    }

    private void Advance(BeatControl issued)
    {
        _term++;
        if (_term < array.CyclesPerBeat)
        {
            return;
        }

        _term = 0;
        _k += issued.Count;
        if (!issued.EndsGroup)
        {
            return;
        }

        _group++;
        _pace = Math.Max(array.DequantizationCycles, Math.Min(array.TileRows, issued.Rows)) - 1;
        if (!issued.EndsFold)
        {
            return;
        }

        (_group, _k) = (0, 0);
        _firstToken += array.Columns;
        if (_firstToken >= operands.M)
        {
            _firstToken = 0;
            _firstChannel += array.Rows;
        }
    }
}
