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
    private readonly int[] _registers;
    private readonly int[][] _tables;

    /// <summary>Builds finished; the build under way has this number.</summary>
    private int _done;
    private int _time;
    private bool _isBuilding;

    public TableBuilder(in LookupEngine engine, ReadOnlyMemory<sbyte> activations, int m, int k)
    {
        (_engine, _activations, _k, _steps) = (engine, activations, k, (int)engine.Steps(k));
        _builds = m * _steps;
        _width = engine.Variant == LookupVariant.Naive ? engine.Group : engine.Entries;
        _registers = new int[engine.StepWidth];
        int size = engine.Tables * _width;
        _tables = engine.OverlapsBuild ? [new int[size], new int[size]] : [new int[size]];
    }

    /// <summary>Activations read so far.</summary>
    public long Reads { get; private set; }

    /// <summary>Table entries written so far.</summary>
    public long Entries { get; private set; }

    /// <summary>Whether the tables of the step of that number can be read.</summary>
    public bool IsReady(int step) => step < _done;

    /// <summary>Begins the next build, if there is one, with the next <see cref="Advance"/>.</summary>
    public void Start() => (_isBuilding, _time) = (_done < _builds, 0);

    /// <summary>The table that a lookup of the step of that number reads.</summary>
    public ReadOnlySpan<int> Table(int step, int table) =>
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
        int[] tables = _tables[_done % _tables.Length];
        if (_engine.Variant == LookupVariant.Naive)
        {
            _registers.CopyTo(tables, 0);
            return;
        }

        int first = cycle * _engine.EntriesPerCycle;
        int last = Math.Min(_engine.Entries, first + _engine.EntriesPerCycle);
        for (int entry = first; entry < last; entry++)
        {
            for (int table = 0; table < _engine.Tables; table++)
            {
                tables[(table * _width) + entry] = Sum(table, entry + _engine.Sums - _engine.Entries);
            }

            Entries += _engine.Tables;
        }
    }

    /// <summary>The sum of a group's activations with the weights of an index.</summary>
    private int Sum(int table, int index)
    {
        int sum = 0;
        for (int i = 0; i < _engine.Group; i++)
        {
            sum += ((index % 3) - 1) * _registers[(table * _engine.Group) + i];
            index /= 3;
        }

        return sum;
    }
}
