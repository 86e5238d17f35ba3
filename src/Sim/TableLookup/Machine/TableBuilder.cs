using System.Runtime.Intrinsics;
using Accel.Arch.Designs.TableLookup;

namespace Accel.Sim.TableLookup.Machine;

/// <summary>Reads a step's activations, adds them in all signs, and writes the sums into the tables.</summary>
/// <remarks>
/// Two sets of tables where builds overlap, else one. Tables of the naive variant hold the activations themselves.
/// Half tables hold the sums above the middle index: those in which the last weight that is not zero is 1.
/// </remarks>
internal sealed class TableBuilder
{
    private readonly LookupEngine _engine;
    private readonly ReadOnlyMemory<sbyte> _activations;
    private readonly int _k;
    private readonly int _steps;
    private readonly int _builds;
    private readonly int _width;
    private readonly short[] _registers;
    private readonly short[][] _tables;

    /// <summary>Builds finished; the build under way has this number.</summary>
    private int _done;
    private int _time;
    private bool _isBuilding;

    public TableBuilder(in LookupEngine engine, ReadOnlyMemory<sbyte> activations, int m, int k)
    {
        (_engine, _activations, _k, _steps) = (engine, activations, k, (int)engine.Steps(k));
        _builds = m * _steps;
        _width = engine.Variant switch
        {
            LookupVariant.Full => Math.Max(engine.Entries, Vector512<short>.Count),
            LookupVariant.Half => engine.Entries,
            _ => engine.Group,
        };
        _registers = new short[engine.StepWidth];
        int size = engine.Tables * _width;
        _tables = engine.OverlapsBuild ? [new short[size], new short[size]] : [new short[size]];
    }

    /// <summary>Activations read so far.</summary>
    public long Reads { get; private set; }

    /// <summary>Table entries written so far.</summary>
    public long Entries { get; private set; }

    /// <summary>Whether the tables of the step of that number can be read.</summary>
    public bool IsReady(int step) => step < _done;

    /// <summary>Begins the next build, if there is one, with the next <see cref="Advance"/>.</summary>
    public void Start() => (_isBuilding, _time) = (_done < _builds, 0);

    /// <summary>
    /// The table that a lookup of the step of that number reads; a whole one of few sums fills up a register.
    /// </summary>
    public ReadOnlySpan<short> Table(int step, int table) =>
        _tables[step % _tables.Length].AsSpan(table * _width, _width);

    /// <summary>One cycle of the build under way.</summary>
    public void Advance()
    {
        if (!_isBuilding)
        {
            return;
        }

        if (_time == 0)
        {
            Read();
        }

        int written = _time - 1 - _engine.TreeStages;
        if (written >= 0)
        {
            Write(written);
        }

        if (++_time == _engine.BuildCycles)
        {
            _isBuilding = false;
            _done++;
        }
    }

    private void Read()
    {
        int first = _done % _steps * _engine.StepWidth;
        int count = Math.Min(_engine.StepWidth, _k - first);
        ReadOnlySpan<sbyte> row = _activations.Span.Slice(_done / _steps * _k, _k);
        Array.Clear(_registers);
        for (int i = 0; i < count; i++)
        {
            _registers[i] = row[first + i];
        }

        Reads += count;
    }

    /// <summary>Writes the entries of one cycle into all tables.</summary>
    private void Write(int cycle)
    {
        short[] tables = _tables[_done % _tables.Length];
        if (_engine.Variant == LookupVariant.Naive)
        {
            _registers.CopyTo(tables, 0);
            return;
        }

        int first = cycle * _engine.EntriesPerCycle;
        int last = Math.Min(_engine.Entries, first + _engine.EntriesPerCycle);
        for (int entry = first; entry < last; entry++)
        {
            WriteEntry(tables, entry);
        }
    }

    /// <summary>The same entry of all tables: the sum of a group's activations with the weights of its index.</summary>
    private void WriteEntry(short[] tables, int entry)
    {
        Span<int> weights = stackalloc int[_engine.Group];
        int index = entry + _engine.Sums - _engine.Entries;
        foreach (ref int weight in weights)
        {
            (index, int digit) = Math.DivRem(index, 3);
            weight = digit - 1;
        }

        ReadOnlySpan<short> registers = _registers;
        for (int at = entry; at < tables.Length; at += _width)
        {
            int sum = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                sum += weights[i] * registers[i];
            }

            tables[at] = (short)sum;
            registers = registers[weights.Length..];
        }

        Entries += _engine.Tables;
    }
}
