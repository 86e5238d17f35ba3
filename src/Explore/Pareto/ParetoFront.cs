namespace Accel.Explore.Pareto;

/// <summary>The exact Pareto front of points with any number of objectives, all to be minimised.</summary>
/// <remarks>
/// A point dominates another when it is no worse in every objective and better in one; equal points do not dominate one
/// another, so that duplicates stand on the front together. One and two objectives are a sort and a sweep; more are
/// divided and conquered: H. T. Kung, F. Luccio, F. P. Preparata, "On Finding the Maxima of a Set of Vectors", JACM
/// 22(4), 1975. A division costs O(n log^(k-1) n).
/// </remarks>
public static class ParetoFront
{
    /// <summary>The points that no other dominates.</summary>
    /// <param name="values">n x k, row-major: a row of objectives for each point.</param>
    /// <param name="objectives">k, at least 1.</param>
    /// <returns>Row numbers, ascending.</returns>
    /// <exception cref="ArgumentException">A value is NaN, or the length is no multiple of k.</exception>
    public static int[] Find(double[] values, int objectives)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(objectives, 1);
        if (values.Length % objectives != 0)
        {
            throw new ArgumentException($"{values.Length} values are no rows of {objectives}", nameof(values));
        }

        if (Array.Exists(values, double.IsNaN))
        {
            throw new ArgumentException("NaN has no order, so it has no place on a front", nameof(values));
        }

        int[] sorted = [.. Enumerable.Range(0, values.Length / objectives)];
        Array.Sort(sorted, new LexicographicOrder(values, objectives));
        int[] firsts = Distinct(values, objectives, sorted);
        bool[] dominated = new bool[sorted.Length];
        Mark(values, objectives, sorted, firsts, dominated);

        List<int> front = [];
        int first = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            first = first + 1 < firsts.Length && firsts[first + 1] == i ? first + 1 : first;
            if (!dominated[sorted[firsts[first]]])
            {
                front.Add(sorted[i]);
            }
        }

        front.Sort();
        return [.. front];
    }

    /// <summary>Where each run of equal points starts in the sorted order.</summary>
    private static int[] Distinct(double[] values, int objectives, int[] sorted)
    {
        List<int> firsts = [];
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || !Row(values, objectives, sorted[i]).SequenceEqual(Row(values, objectives, sorted[i - 1])))
            {
                firsts.Add(i);
            }
        }

        return [.. firsts];
    }

    /// <summary>Marks the dominated among the first of each run of equal points.</summary>
    private static void Mark(double[] values, int objectives, int[] sorted, int[] firsts, bool[] dominated)
    {
        int[] points = Array.ConvertAll(firsts, first => sorted[first]);
        if (objectives > 2)
        {
            new DominanceFilter(values, objectives, dominated).MarkWithin(points);
            return;
        }

        // In this order a point can be dominated only by an earlier one, and is as soon as its last objective is not
        // the smallest so far: the points differ, so one that ties in the last objective is worse in the first.
        double best = double.PositiveInfinity;
        for (int i = 0; i < points.Length; i++)
        {
            double last = objectives == 1 ? i : values[(points[i] * objectives) + 1];
            dominated[points[i]] = i > 0 && last >= best;
            best = i == 0 ? last : Math.Min(best, last);
        }
    }

    private static ReadOnlySpan<double> Row(double[] values, int objectives, int point) =>
        values.AsSpan(point * objectives, objectives);

    /// <summary>Orders points by their first objective, ties by the second and so on, equal points by number.</summary>
    private sealed class LexicographicOrder(double[] values, int objectives) : IComparer<int>
    {
        public int Compare(int left, int right)
        {
            int order = Row(values, objectives, left).SequenceCompareTo(Row(values, objectives, right));
            return order != 0 ? order : left.CompareTo(right);
        }
    }
}
