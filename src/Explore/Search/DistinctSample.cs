namespace Accel.Explore.Search;

/// <summary>Draws numbers without repeats, and returns them ascending.</summary>
/// <remarks>
/// As many are drawn as are missing, repeats are dropped, and so on: the result is what drawing one by one until there
/// are enough would give. When the source draws evenly, every set of that size is as likely as every other. Memory is
/// 16 bytes for each number.
/// </remarks>
internal static class DistinctSample
{
    /// <summary>
    /// Draws that repeat too often are no way to the last numbers: after so many rounds chance fills in.
    /// </summary>
    private const int MaximumRounds = 32;

    /// <param name="count">How many; at most <paramref name="space"/>.</param>
    /// <param name="space">Numbers lie from 0 up to, but without, this.</param>
    /// <param name="draw">The source, which may repeat itself.</param>
    /// <param name="random">Fills in what the source does not give.</param>
    public static long[] Draw(long count, long space, Func<long> draw, Xoshiro256 random)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, space);
        long[] drawn = [];
        for (int round = 0; drawn.Length < count && round < MaximumRounds; round++)
        {
            drawn = Extend(drawn, count - drawn.Length, draw);
        }

        // Half of the space is left at least, so that each round finds half of what is missing, or more.
        while (drawn.Length < count && drawn.Length <= space / 2)
        {
            drawn = Extend(drawn, count - drawn.Length, () => random.Below(space));
        }

        return drawn.Length < count ? Merge(drawn, FromRest(drawn, count - drawn.Length, space, random)) : drawn;
    }

    private static long[] Extend(long[] drawn, long missing, Func<long> draw)
    {
        long[] more = new long[missing];
        for (int i = 0; i < more.Length; i++)
        {
            more[i] = draw();
        }

        Array.Sort(more);
        return Merge(drawn, more);
    }

    /// <summary>Chooses evenly among the numbers that are not drawn yet, fewer than are.</summary>
    private static long[] FromRest(long[] drawn, long count, long space, Xoshiro256 random)
    {
        long[] rest = new long[space - drawn.Length];
        int filled = 0;
        int next = 0;
        for (long number = 0; number < space; number++)
        {
            if (next < drawn.Length && drawn[next] == number)
            {
                next++;
            }
            else
            {
                rest[filled++] = number;
            }
        }

        for (int i = 0; i < count; i++)
        {
            int chosen = i + (int)random.Below(rest.Length - i);
            (rest[i], rest[chosen]) = (rest[chosen], rest[i]);
        }

        long[] taken = rest[..(int)count];
        Array.Sort(taken);
        return taken;
    }

    /// <summary>Both, ascending, each number once.</summary>
    private static long[] Merge(long[] left, long[] right)
    {
        long[] merged = new long[left.Length + right.Length];
        (int l, int r, int count) = (0, 0, 0);
        while (l < left.Length || r < right.Length)
        {
            long next = r == right.Length || (l < left.Length && left[l] <= right[r]) ? left[l++] : right[r++];
            if (count == 0 || merged[count - 1] != next)
            {
                merged[count++] = next;
            }
        }

        return merged[..count];
    }
}
