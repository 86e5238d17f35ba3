namespace Accel.Sim.BitSerial;

/// <summary>
/// The cycles that a product takes beyond its folds' intervals, and their sums over a growing context.
/// </summary>
internal static class BitSerialDrain
{
    /// <summary>Cycles from the moment another fold could start to the last output.</summary>
    public static long Of(in BitSerialArray array, long m, long k, long n)
    {
        BlockTime time = BitSerialTiming.Time(array, m, k, n);
        return time.Cycles - time.Interval;
    }

    /// <summary>The sum over N = n .. last.</summary>
    /// <remarks>
    /// Beyond the first fold the drain depends on the last fold's rows alone, and so repeats with the array's rows.
    /// </remarks>
    public static long SumOverN(in BitSerialArray array, long m, long k, long n, long last)
    {
        long rows = array.Rows;
        long head = n <= rows ? WalkN(array, m, k, n, Math.Min(last, rows)) : 0;
        n = Math.Max(n, rows + 1);
        if (n > last)
        {
            return head;
        }

        long skipped = n - rows - 1;
        long covered = last - rows;
        long period = covered >= rows ? WalkN(array, m, k, rows + 1, 2 * rows) : 0;
        return head
            + (covered / rows * period) + WalkN(array, m, k, rows + 1, rows + (covered % rows))
            - (skipped / rows * period) - WalkN(array, m, k, rows + 1, rows + (skipped % rows));
    }

    /// <summary>The sum over K = k .. last.</summary>
    public static long SumOverK(in BitSerialArray array, long m, long k, long last, long n)
    {
        long sum = 0;
        for (; k <= last && (array.Group == 0 || k <= array.Group); k++)
        {
            sum += Of(array, m, k, n);
        }

        return k <= last ? sum + Falling(array, m, k, Of(array, m, k, n), last, Of(array, m, last, n), n) : sum;
    }

    /// <summary>
    /// The sum over a range of K beyond the first group, where the drain never grows: equal ends mean a level range.
    /// </summary>
    /// <remarks>
    /// It falls as the last fold's longer issue hides more of what the folds before it leave to drain.
    /// </remarks>
    private static long Falling(in BitSerialArray array, long m, long k, long atK, long last, long atLast, long n)
    {
        if (atK == atLast)
        {
            return (last - k + 1) * atK;
        }

        if (last - k == 1)
        {
            return atK + atLast;
        }

        long middle = k + ((last - k) / 2);
        long atMiddle = Of(array, m, middle, n);
        return Falling(array, m, k, atK, middle, atMiddle, n) - atMiddle
            + Falling(array, m, middle, atMiddle, last, atLast, n);
    }

    private static long WalkN(in BitSerialArray array, long m, long k, long n, long last)
    {
        long sum = 0;
        while (n <= last)
        {
            long end = Math.Min(BitSerialTiming.NextChangeInN(array, m, k, n), last);
            sum += (end - n + 1) * Of(array, m, k, n);
            n = end + 1;
        }

        return sum;
    }
}
