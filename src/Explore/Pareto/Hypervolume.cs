namespace Accel.Explore.Pareto;

/// <summary>The volume that points dominate, up to a reference point; all objectives minimised. Exact.</summary>
/// <remarks>
/// Points are added by their last objective, best first; each adds what it alone dominates in the other objectives (its
/// box, less what earlier points dominate of it) times its distance to the reference in the last: L. While,
/// L. Bradstreet, L. Barone, "A Fast Way of Calculating Exact Hypervolumes", IEEE TEVC 16(1), 2012 (WFG). Up to three
/// objectives a sweep keeps the staircase of the first two. O(n log n) up to three objectives when the staircase is
/// short, O(n^2 log n) for four, and worse with each that follows, which is why there is a limit on the work.
/// </remarks>
public sealed class Hypervolume
{
    private readonly long _limit;
    private long _work;

    private Hypervolume(long limit) => _limit = limit;

    /// <summary>The hypervolume, or NaN where it would take more work than <paramref name="limit"/>.</summary>
    /// <param name="values">
    /// n x k, row-major, none NaN; points not better than the reference in all count nothing.
    /// </param>
    /// <param name="reference">k coordinates.</param>
    /// <param name="limit">Steps of sweeps, one for each point: some 10^8 are a second.</param>
    public static double Of(double[] values, ReadOnlySpan<double> reference, long limit = long.MaxValue)
    {
        int objectives = reference.Length;
        ArgumentOutOfRangeException.ThrowIfZero(objectives);
        List<double[]> points = [];
        for (int first = 0; first < values.Length; first += objectives)
        {
            double[] point = values[first..(first + objectives)];
            bool counts = true;
            for (int objective = 0; objective < objectives; objective++)
            {
                counts &= point[objective] < reference[objective];
            }

            if (counts)
            {
                points.Add(point);
            }
        }

        return new Hypervolume(limit).Volume(points, reference);
    }

    private double Volume(List<double[]> points, ReadOnlySpan<double> reference)
    {
        int last = reference.Length - 1;
        if (points.Count == 0)
        {
            return 0;
        }

        if (last == 0)
        {
            return reference[0] - points.Min(point => point[0]);
        }

        SortByLast(points, last);
        return last <= 2 ? Sweep(points, reference) : Slice(points, reference, last);
    }

    private double Slice(List<double[]> points, ReadOnlySpan<double> reference, int last)
    {
        ReadOnlySpan<double> rest = reference[..last];
        double volume = 0;
        List<double[]> below = [];
        foreach (double[] point in points)
        {
            double[] own = point[..last];
            if (below.Exists(other => IsNoWorse(other, own)))
            {
                continue;
            }

            double exclusive = Box(own, rest) - Volume(Limited(below, own), rest);
            if (double.IsNaN(exclusive))
            {
                return double.NaN;
            }

            volume += exclusive * (reference[last] - point[last]);
            below.RemoveAll(other => IsNoWorse(own, other));
            Insert(below, own);
        }

        return volume;
    }

    /// <summary>What points dominate within another's box: each moved to its worse side.</summary>
    /// <remarks>
    /// The order by the last coordinate outlives it. From four coordinates on, dominated ones are dropped first.
    /// </remarks>
    private static List<double[]> Limited(List<double[]> points, double[] corner)
    {
        List<double[]> limited = new(points.Count);
        foreach (double[] point in points)
        {
            double[] moved = new double[corner.Length];
            for (int i = 0; i < moved.Length; i++)
            {
                moved[i] = Math.Max(point[i], corner[i]);
            }

            limited.Add(moved);
        }

        return corner.Length < 4
            ? limited
            : [.. ParetoFront.Find([.. limited.SelectMany(point => point)], corner.Length).Select(i => limited[i])];
    }

    /// <summary>Two or three objectives, points in the order of the last (or, with two, any) objective.</summary>
    private double Sweep(List<double[]> points, ReadOnlySpan<double> reference)
    {
        _work += points.Count;
        if (_work > _limit)
        {
            return double.NaN;
        }

        Staircase stairs = new(reference[0], reference[1]);
        double volume = 0;
        for (int i = 0; i < points.Count; i++)
        {
            stairs.Add(points[i][0], points[i][1]);
            if (reference.Length > 2)
            {
                double next = i + 1 < points.Count ? points[i + 1][2] : reference[2];
                volume += stairs.Area * (next - points[i][2]);
            }
        }

        return reference.Length > 2 ? volume : stairs.Area;
    }

    private static double Box(double[] corner, ReadOnlySpan<double> reference)
    {
        double volume = 1;
        for (int i = 0; i < corner.Length; i++)
        {
            volume *= reference[i] - corner[i];
        }

        return volume;
    }

    private static bool IsNoWorse(double[] left, double[] right)
    {
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] > right[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Best first in the last objective; what comes in that order already stays as it is.</summary>
    private static void SortByLast(List<double[]> points, int last)
    {
        bool isSorted = true;
        for (int i = 1; i < points.Count && isSorted; i++)
        {
            isSorted = points[i - 1][last] <= points[i][last];
        }

        if (!isSorted)
        {
            points.Sort((left, right) => Order(left, right, last));
        }
    }

    private static int Order(double[] left, double[] right, int last)
    {
        int order = left[last].CompareTo(right[last]);
        return order != 0 ? order : left.AsSpan().SequenceCompareTo(right);
    }

    /// <summary>Keeps the order by the last coordinate.</summary>
    private static void Insert(List<double[]> points, double[] point)
    {
        int last = point.Length - 1;
        int place = points.BinarySearch(point, Comparer<double[]>.Create((left, right) => Order(left, right, last)));
        points.Insert(place < 0 ? ~place : place, point);
    }
}
