using Accel.Explore.Reproductions;
using Accel.Explore.Reproductions.Cost;
using Accel.Tests.Support;

namespace Accel.Tests.Explore.Reproductions.Cost;

/// <summary>Every table of published costs has rows.</summary>
public class CostAccuracyTests
{
    private static readonly Lazy<IReadOnlyList<ReproductionRow>> Rows = new(() => new CostAccuracy(
        new ReproductionInputs(Shipped.Technology, Shipped.Models, [])
        {
            Devices = Shipped.Devices, Technologies = Shipped.Technologies, Drams = Shipped.Drams,
        }).Rows());

    [Test]
    public void Rows_Exact_Hold() => Assert.That(Rows.Value.Where(row => !row.Holds), Is.Empty);

    [TestCase("units/Horowitz, ", 18)]
    [TestCase("units/TPUv4i, ", 10)]
    [TestCase("sram/Horowitz, ", 3)]
    [TestCase("sram/TPUv4i, ", 3)]
    [TestCase("aladdin/", 49)]
    [TestCase("scaling/", 15)]
    [TestCase("dram-energy/dramsim3/", 9 * 38)]
    [TestCase("fpga-blocks/Alveo U50", 4)]
    [TestCase("fpga-blocks/BRAM", 13)]
    public void Rows_OfATable_AreAllThere(string beginning, int count) =>
        Assert.That(Of(beginning).Count, Is.EqualTo(count));

    /// <summary>Nothing of what was read at second hand was fitted to, but what says so.</summary>
    [TestCase("dram-energy/", 8)]
    [TestCase("aladdin/", 4)]
    public void Rows_Calibrated_AreFew(string beginning, int most) => Assert.That(Of(beginning).Count(row =>
        row.Kind == ReproductionKind.Calibrated && !row.Case.Contains("dramsim3", StringComparison.Ordinal)),
        Is.EqualTo(most));

    /// <summary>The relaxed adder and its leakage agree; what Aladdin has of multipliers is an upper bound.</summary>
    [Test]
    public void Aladdin_RelaxedAdder_IsTheStructures()
    {
        ReproductionRow adder = Of("aladdin/adder 32b, 5 ns").Single(row => row.Quantity == "energy_pj");
        Assert.That(adder.RelativeError, Is.EqualTo(0).Within(0.05));
        Assert.That(Of("aladdin/multiplier 32b").Where(row => row.Quantity == "energy_pj")
            .Select(row => row.RelativeError), Has.All.LessThan(-0.5));
    }

    [Test]
    public void Rows_OfEachSort_HaveAGroup() => Assert.That(Rows.Value.Select(row => row.Group), Has.None.Null);

    private static List<ReproductionRow> Of(string beginning) =>
        [.. Rows.Value.Where(row => row.Case.StartsWith(beginning, StringComparison.Ordinal))];
}
