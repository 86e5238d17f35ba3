namespace Accel.Sim.Systolic.ScaleSim;

/// <summary>
/// The writes of equal folds in a row: in each, height x width elements, a column a cycle after the one before.
/// </summary>
/// <param name="Start">The first cycle of the first fold.</param>
/// <param name="FoldCycles">Cycles from one fold to the next.</param>
/// <param name="Offset">Cycles of a fold before its first write.</param>
internal readonly record struct ScaleSimWriteRun(
    long Start, long Folds, long FoldCycles, long Offset, long Height, long Width)
{
    private long PerFold => Height * Width;

    /// <summary>Elements in all.</summary>
    public long Elements => Folds * PerFold;

    /// <summary>The cycle that writes an element, counted from 1.</summary>
    public long CycleOf(long element)
    {
        (long fold, long index) = Math.DivRem(element - 1, PerFold);
        long low = 0, high = Height + Width - 2;
        while (low < high)
        {
            long middle = (low + high) / 2;
            (low, high) = InFirst(middle + 1) > index ? (low, middle) : (middle + 1, high);
        }

        return Start + (fold * FoldCycles) + Offset + low;
    }

    /// <summary>Elements written before a cycle.</summary>
    public long Before(long cycle)
    {
        long since = cycle - Start - Offset;
        if (since <= 0)
        {
            return 0;
        }

        (long fold, long line) = Math.DivRem(since, FoldCycles);
        return fold >= Folds ? Elements : (fold * PerFold) + InFirst(line);
    }

    /// <summary>Elements of one fold in its first cycles of writing: a ramp up, a plateau, a ramp down.</summary>
    private long InFirst(long cycles)
    {
        long side = Math.Min(Height, Width);
        if (cycles <= side)
        {
            return cycles * (cycles + 1) / 2;
        }

        if (cycles <= Math.Max(Height, Width))
        {
            return (side * (side + 1) / 2) + ((cycles - side) * side);
        }

        long left = Math.Max(0, Height + Width - 1 - cycles);
        return PerFold - (left * (left + 1) / 2);
    }
}
