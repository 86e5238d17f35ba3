using Accel.Arch.Devices;
using Accel.CostModel.Fpga;

namespace Accel.Tests.CostModel.Fpga;

public class RegionFitTests
{
    private static readonly FpgaDevice Device = new()
    {
        Capacity = new(300, 600, 33, 30, 6, 150),
        Regions =
        [
            new("slr0", new(100, 200, 11, 12, 2)), new("slr1", new(110, 220, 12, 10, 2)),
            new("slr2", new(90, 180, 10, 8, 2)),
        ],
    };

    [TestCase(110, 0, 0, 1)]
    [TestCase(111, 0, 0, 2)]
    [TestCase(210, 0, 0, 2)]
    [TestCase(211, 0, 0, 3)]
    [TestCase(10, 24, 0, 3)]
    [TestCase(10, 0, 56, 2)]
    public void Spread_AroundRegions_TakesTheLargestFirst(double luts, double dsps, double memory, int regions) =>
        Assert.That(RegionFit.Spread(new(luts, 0, dsps, 0, 0, memory), Device), Is.EqualTo(regions));

    [Test]
    public void Spread_OfOneDie_IsNothingToTell() =>
        Assert.That(RegionFit.Spread(new(1000, 0, 0, 0, 0), Device with { Regions = [] }), Is.Null);

    [TestCase(110, 10, true)]
    [TestCase(110, 11, false)]
    [TestCase(100, 12, true)]
    [TestCase(101, 12, false)]
    public void FitsOne_NeedsAllInTheSameRegion(double luts, double blocks, bool fits) =>
        Assert.That(RegionFit.FitsOne(new(luts, 0, 0, blocks, 0), Device), Is.EqualTo(fits));
}
