using Accel.Explore.Reproductions;
using Accel.Explore.Reproductions.Cost;

namespace Accel.Tests.Explore.Reproductions.Cost;

public class FpgaRowsTests
{
    [Test]
    public void All_SlicesAndMemories_Hold()
    {
        ReproductionRow[] rows = [.. FpgaRows.All()];
        Assert.That(rows.Where(row => row.Kind == ReproductionKind.Exact), Has.All.Matches<ReproductionRow>(row =>
            row.Holds && row.Reported == row.Modelled));
        Assert.That(rows.Count(row => row.Quantity == "lut" && row.Kind == ReproductionKind.Predicted),
            Is.GreaterThan(20));
    }
}
