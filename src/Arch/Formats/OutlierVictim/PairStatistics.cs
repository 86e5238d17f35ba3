namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>How the pairs of a tensor divide into those without outliers, with one, and with two.</summary>
/// <remarks>
/// A last element without a neighbour makes a pair with a zero. Source: the three kinds of OliVe (ISCA 2023).
/// </remarks>
/// <param name="NormalNormal">Pairs of two normal elements.</param>
/// <param name="OutlierNormal">Pairs of one outlier and one normal element, which becomes zero.</param>
/// <param name="OutlierOutlier">Pairs of two outliers, of which one becomes zero.</param>
public readonly record struct PairStatistics(long NormalNormal, long OutlierNormal, long OutlierOutlier)
{
    /// <summary>All pairs.</summary>
    public long Pairs => NormalNormal + OutlierNormal + OutlierOutlier;

    /// <summary>Outliers that became zero: one in each pair of two.</summary>
    public long DroppedOutliers => OutlierOutlier;

    /// <summary>Elements that became zero for the sake of an outlier, a padding zero among them.</summary>
    public long Victims => OutlierNormal + OutlierOutlier;

    /// <summary>The share of pairs of two normal elements, 0 to 1; 0 without pairs.</summary>
    public double NormalNormalShare => Share(NormalNormal);

    /// <summary>The share of pairs of an outlier and a normal element, 0 to 1; 0 without pairs.</summary>
    public double OutlierNormalShare => Share(OutlierNormal);

    /// <summary>The share of pairs of two outliers, 0 to 1; 0 without pairs.</summary>
    public double OutlierOutlierShare => Share(OutlierOutlier);

    public static PairStatistics operator +(PairStatistics left, PairStatistics right) => new(
        left.NormalNormal + right.NormalNormal, left.OutlierNormal + right.OutlierNormal,
        left.OutlierOutlier + right.OutlierOutlier);

    /// <summary>Counts pairs whose codes are known by whether each element was an outlier.</summary>
    internal PairStatistics With(bool left, bool right) => (left, right) switch
    {
        (false, false) => this with { NormalNormal = NormalNormal + 1 },
        (true, true) => this with { OutlierOutlier = OutlierOutlier + 1 },
        _ => this with { OutlierNormal = OutlierNormal + 1 },
    };

    private double Share(long count) => Pairs == 0 ? 0 : (double)count / Pairs;
}
