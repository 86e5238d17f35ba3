using Accel.Explore.Reports.Surveys;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Configuration;

/// <summary>The one place where a report reads points from a store.</summary>
internal static class ReportRows
{
    public static void Visit(ResultStore store, PointVisitor visit)
    {
        foreach (SweepPoint point in store.Points())
        {
            visit(point.Index, point.Metrics as double[] ?? [.. point.Metrics], point.Reason);
        }
    }
}
