using Accel.Explore.Reproductions;
using Accel.Explore.Reproductions.Cost;
using Accel.Tests.Support;

namespace Accel.Tests.Explore.Reproductions.Cost;

public class SramRowsTests
{
    [Test]
    public void Of_AllNodes_PredictsHeldOutSizesAndMeetsTables()
    {
        IReadOnlyList<ReproductionRow> rows = SramRows.Of(
            new[] { 22, 32, 45, 65, 90, 7 }.Select(node => Shipped.Process($"cmos-{node}nm")));
        Assert.That(rows.Count(row => row.Kind == ReproductionKind.Predicted), Is.EqualTo(15 * 5));
        Assert.That(rows.Count(row => row.Kind == ReproductionKind.Exact), Is.GreaterThan(300));
        Assert.That(rows.Where(row => !row.Holds), Is.Empty);
        Assert.That(rows.Select(row => Math.Abs(row.RelativeError!.Value)), Has.All.LessThan(0.2));
    }
}
