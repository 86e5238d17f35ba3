namespace Accel.Explore.Reports;

/// <summary>The front of two metrics alone, which a chart can draw as a line.</summary>
internal static class FlatFront
{
    /// <summary>The points that no other beats in both metrics, from the best of the first metric to the best of the
    /// second.</summary>
    public static List<ReportPoint> Of(IEnumerable<ReportPoint> points, ReportModel model, int x, int y)
    {
        double signX = model.Metrics[x].Better == Better.Lower ? 1 : -1;
        double signY = model.Metrics[y].Better == Better.Lower ? 1 : -1;
        IEnumerable<ReportPoint> ordered = points
            .OrderBy(p => signX * p.Metrics[x]).ThenBy(p => signY * p.Metrics[y]).ThenBy(p => p.Id);
        List<ReportPoint> front = [];
        double best = double.PositiveInfinity;
        foreach (ReportPoint point in ordered)
        {
            if (signY * point.Metrics[y] < best)
            {
                best = signY * point.Metrics[y];
                front.Add(point);
            }
        }

        return front;
    }
}
