namespace Accel.Explore.Reproductions;

/// <summary>How far rows of one sort are off.</summary>
/// <param name="Group">What they have in common.</param>
/// <param name="Mean">Mean of the relative errors' magnitudes.</param>
/// <param name="Worst">The largest of them.</param>
public sealed record ErrorSummary(string Group, ReproductionKind Kind, int Rows, double Mean, double Worst)
{
    /// <summary>Summaries of rows by their group and their quantity, in the rows' order.</summary>
    public static IReadOnlyList<ErrorSummary> ByCase(IEnumerable<ReproductionRow> rows) =>
    [
        .. rows.Where(row => row.RelativeError is not null)
            .GroupBy(row => (Group: $"{row.Group ?? row.Case.Split('/')[0]}, {row.Quantity}", row.Kind))
            .Select(group => new ErrorSummary(group.Key.Group, group.Key.Kind, group.Count(),
                group.Average(row => Math.Abs(row.RelativeError!.Value)),
                group.Max(row => Math.Abs(row.RelativeError!.Value)))),
    ];
}
