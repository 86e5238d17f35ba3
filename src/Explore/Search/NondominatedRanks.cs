namespace Accel.Explore.Search;

/// <summary>
/// Sorts points into fronts: the first is dominated by none, the next only by those before it, and so on.
/// </summary>
/// <remarks>
/// The fronts of Deb et al. 2002, Section III.A, found as X. Zhang, Y. Tian, R. Cheng, Y. Jin, "An Efficient Approach
/// to Nondominated Sorting for Evolutionary Multiobjective Optimization", IEEE TEVC 19(2), 2015 (ENS-SS): points in
/// lexicographic order need comparing only with the fronts so far. O(k n^2) comparisons at most, O(n) memory.
/// </remarks>
internal static class NondominatedRanks
{
    /// <param name="values">n x k, row-major, all minimised, none NaN.</param>
    /// <param name="objectives">k.</param>
    /// <returns>For each point the number of its front, from 0. Equal points share a front.</returns>
    public static int[] Of(double[] values, int objectives)
    {
        int count = values.Length / objectives;
        int[] sorted = [.. Enumerable.Range(0, count)];
        Array.Sort(sorted, (left, right) =>
        {
            int order = Row(values, objectives, left).SequenceCompareTo(Row(values, objectives, right));
            return order != 0 ? order : left.CompareTo(right);
        });

        int[] ranks = new int[count];
        List<List<int>> fronts = [];
        foreach (int point in sorted)
        {
            int rank = 0;
            while (rank < fronts.Count && IsDominated(values, objectives, fronts[rank], point))
            {
                rank++;
            }

            if (rank == fronts.Count)
            {
                fronts.Add([]);
            }

            fronts[rank].Add(point);
            ranks[point] = rank;
        }

        return ranks;
    }

    /// <summary>From the last: the nearest in the order is the likeliest to dominate.</summary>
    private static bool IsDominated(double[] values, int objectives, List<int> front, int point)
    {
        ReadOnlySpan<double> its = Row(values, objectives, point);
        for (int i = front.Count - 1; i >= 0; i--)
        {
            if (Dominates(Row(values, objectives, front[i]), its))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Dominates(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        bool isBetter = false;
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] > right[i])
            {
                return false;
            }

            isBetter |= left[i] < right[i];
        }

        return isBetter;
    }

    private static ReadOnlySpan<double> Row(double[] values, int objectives, int point) =>
        values.AsSpan(point * objectives, objectives);
}
