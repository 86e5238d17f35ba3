namespace Accel.Explore.Reports;

/// <summary>Which points a report shows when a sweep has more than a page can hold.</summary>
/// <remarks>
/// Up to the limit, all. Above it: the whole front, the chosen designs, and as many others as fit, those whose
/// hashed position (SplitMix64, Steele et al., OOPSLA 2014) is smallest. The hash keeps the choice the same on every
/// run and, unlike every n-th point, does not favour single values of a regular grid's axes.
/// </remarks>
public static class ReportSample
{
    /// <summary>What a browser draws and searches without a noticeable wait.</summary>
    public const int DefaultLimit = 20_000;

    /// <summary>The shown points in the order of the sweep.</summary>
    /// <param name="limit">At most so many, except that the front and the chosen designs always stay.</param>
    public static IReadOnlyList<ReportPoint> Choose(ReportModel model, int limit = DefaultLimit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        if (model.Points.Count <= limit)
        {
            return model.Points;
        }

        HashSet<long> chosen = [.. model.Designs.Where(d => d.PointId.HasValue).Select(d => d.PointId!.Value)];
        List<int> kept = [];
        List<int> others = [];
        for (int i = 0; i < model.Points.Count; i++)
        {
            ReportPoint point = model.Points[i];
            (point.OnFront || chosen.Contains(point.Id) ? kept : others).Add(i);
        }

        int room = Math.Clamp(limit - kept.Count, 0, others.Count);
        ulong[] keys = [.. others.Select(Hash)];
        int[] sampled = [.. others];
        Array.Sort(keys, sampled);
        kept.AddRange(sampled.AsSpan(0, room));
        kept.Sort();
        return [.. kept.Select(i => model.Points[i])];
    }

    private static ulong Hash(int position)
    {
        unchecked
        {
            ulong z = ((ulong)position + 1) * 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
