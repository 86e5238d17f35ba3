namespace Accel.Tests.Explore.Search;

/// <summary>Pearson's test that counts come from equal chances.</summary>
internal static class ChiSquare
{
    public static double Of(IReadOnlyCollection<long> counts)
    {
        double mean = counts.Average();
        return counts.Sum(count => (count - mean) * (count - mean) / mean);
    }

    /// <summary>What fair counts exceed once in ten thousand times, after Wilson and Hilferty.</summary>
    public static double Limit(int freedom)
    {
        double spread = 2.0 / (9.0 * freedom);
        return freedom * Math.Pow(1 - spread + (3.72 * Math.Sqrt(spread)), 3);
    }
}
