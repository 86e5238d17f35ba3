using Accel.Explore.Reports.Surveys;
using Accel.Explore.Store;

namespace Accel.Explore.Configuration;

/// <summary>The one place where a report reads points from a store.</summary>
internal static class ReportRows
{
    public static void Visit(ResultStore store, PointVisitor visit)
    {
        using PointCursor point = store.Read();
        while (point.Next())
        {
            visit(point.Index, point.Metrics, point.Reason);
        }
    }
}
