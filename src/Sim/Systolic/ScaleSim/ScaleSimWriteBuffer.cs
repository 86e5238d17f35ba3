namespace Accel.Sim.Systolic.ScaleSim;

/// <summary>SCALE-Sim's output buffer in stall-free mode.</summary>
/// <remarks>
/// Elements fill lines as wide as the array. When less than half of the buffer is free and no drain is on its way, the
/// line at hand is closed, full or not, and half a buffer of lines goes to DRAM, a line a cycle. Kept as it is: holes
/// in a closed line count as written and as freed, unless it is the last line of its drain. A drain frees at least
/// what the array can write meanwhile, so that it never stalls. Source: scalesim/memory/write_buffer.py.
/// </remarks>
internal ref struct ScaleSimWriteBuffer
{
    [ThreadStatic]
    private static Queue<(long Line, long Holes)>? s_gaps;

    private readonly Queue<(long Line, long Holes)> _gaps;
    private readonly long _width;
    private readonly long _half;
    private readonly long _drainLines;
    private long _free;
    private long _lines;
    private long _fill;
    private long _drained;
    private long _written;
    private long _drainEnd;

    /// <param name="bytes">Size; SCALE-Sim itself fails below two bytes, where this is two.</param>
    /// <param name="width">Elements of a line: the columns of the array.</param>
    public ScaleSimWriteBuffer(long bytes, long width)
    {
        _gaps = s_gaps ??= new Queue<(long Line, long Holes)>();
        _gaps.Clear();
        _width = width;
        _free = Math.Max(2, bytes);
        _half = (_free + 1) / 2;
        _drainLines = (_free - _half + width - 1) / width;
    }

    /// <summary>Takes the writes of a run of folds, from drain to drain.</summary>
    public void Write(in ScaleSimWriteRun run)
    {
        long elements = run.Elements, done = 0;
        while (done < elements)
        {
            // Looked at after each element: the first with less than half free, once the drain before has ended.
            long next = Math.Max(done + Math.Max(1, _free - _half + 1), run.Before(_drainEnd) + 1);
            bool drains = next <= elements;
            long stored = (drains ? next : elements) - done;
            _free -= stored;
            _lines += (_fill + stored) / _width;
            _fill = (_fill + stored) % _width;
            done += stored;
            if (drains)
            {
                long start = run.CycleOf(done);
                Close();
                _drainEnd = start + Drain() - 1;
            }
        }
    }

    /// <summary>Sends what is left, from the last cycle of the array on.</summary>
    /// <remarks>Kept as it is: even while a drain is on its way, whose end can then be the later one.</remarks>
    public ScaleSimDrain Finish(long lastCycle)
    {
        Close();
        long left = _lines - _drained;
        while (_drained < _lines)
        {
            _ = Drain();
        }

        return new ScaleSimDrain(_written, Math.Max(_drainEnd, left > 0 ? lastCycle + left - 1 : 0));
    }

    private void Close()
    {
        if (_fill > 0)
        {
            _gaps.Enqueue((_lines, _width - _fill));
            _lines++;
            _fill = 0;
        }
    }

    /// <summary>Sends the oldest lines; how many.</summary>
    private long Drain()
    {
        long count = Math.Min(_drainLines, _lines - _drained);
        _drained += count;
        long holes = 0;
        while (_gaps.TryPeek(out (long Line, long Holes) gap) && gap.Line < _drained)
        {
            _ = _gaps.Dequeue();
            holes = gap.Line == _drained - 1 ? gap.Holes : 0;
        }

        _written += (count * _width) - holes;
        _free += (count * _width) - holes;
        return count;
    }
}
