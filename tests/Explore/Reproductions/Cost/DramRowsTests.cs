using Accel.Explore.Reproductions;
using Accel.Explore.Reproductions.Cost;

namespace Accel.Tests.Explore.Reproductions.Cost;

/// <summary>The closed form beside two simulators, in percentage points of the peak.</summary>
public class DramRowsTests
{
    [Test]
    public void Rows_AreThoseOfBothTables()
    {
        Assert.That(Of("dramsim3/").Count, Is.EqualTo(380), "416 less 36 of a file that contradicts itself");
        Assert.That(Of("ramulator2/").Count, Is.EqualTo(192), "208 less 16 of a mapping that spreads nothing");
        Assert.That(Of("ramulator2/").Select(row => row.Kind), Is.All.EqualTo(ReproductionKind.Predicted));
    }

    [TestCase("ramulator2/", 4, 60)]
    [TestCase("dramsim3/", 3, 14)]
    public void Errors_OfASimulator_AreWithinFivePointsInTheMean(string prefix, double mean, double worst)
    {
        double[] errors = [.. Of(prefix).Select(Points)];
        TestContext.Out.WriteLine($"{prefix} mean {errors.Average():F2}, worst {errors.Max():F1} points");
        Assert.That(errors.Average(), Is.LessThan(mean));
        Assert.That(errors.Max(), Is.LessThan(worst));
    }

    [TestCase("DDR3-1600")]
    [TestCase("DDR4-2400")]
    [TestCase("DDR4-3200")]
    [TestCase("DDR5-4800")]
    [TestCase("LPDDR5-6400")]
    [TestCase("GDDR6-14000")]
    [TestCase("HBM2-2000")]
    [TestCase("HBM3-6400")]
    public void Errors_OfAMemoryOfRamulator_AreWithinFivePoints(string memory)
    {
        double[] errors = [.. Of($"ramulator2/{memory}/").Where(row => !IsHashedStride(row)).Select(Points)];
        TestContext.Out.WriteLine($"{memory} mean {errors.Average():F2}, worst {errors.Max():F1} points");
        Assert.That(errors.Average(), Is.LessThan(5));
    }

    [Test]
    public void Bands_HoldNineOfTenRows()
    {
        foreach (IGrouping<string, ReproductionRow> kind in DramRows.All.GroupBy(Kind))
        {
            double[] errors = [.. kind.Select(row => Math.Abs(row.Reported!.Value - row.Modelled) / row.Modelled)
                .Order()];
            double ninth = errors[(int)Math.Ceiling(0.9 * errors.Length) - 1];
            TestContext.Out.WriteLine($"{kind.Key}: {errors.Length} rows, mean {kind.Average(Points):F1} points, "
                + $"nine of ten within {ninth:P0}, worst {errors[^1]:P0}");
            Assert.That(ninth, Is.LessThanOrEqualTo(kind.Key switch
            {
                "seq" => 0.10, "random" => 0.10, "run" => 0.13, "copy" => 0.17, "mixed" => 0.20, "stride" => 0.12,
                _ => 0.80,
            }), kind.Key);
        }
    }

    private static string Kind(ReproductionRow row) => IsHashedStride(row) ? "hashed stride"
        : row.Case.Contains("mixed", StringComparison.Ordinal) ? "mixed" : row.Case.Split('/')[3].Split(':')[0];

    private static bool IsHashedStride(ReproductionRow row) =>
        row.Case.Contains("MOP4CLXOR/stride", StringComparison.Ordinal);

    private static List<ReproductionRow> Of(string prefix) =>
        [.. DramRows.All.Where(row => row.Case.StartsWith(prefix, StringComparison.Ordinal))];

    private static double Points(ReproductionRow row) => 100 * Math.Abs(row.Modelled - row.Reported!.Value);
}
