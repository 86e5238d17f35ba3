using Accel.Arch.Technologies;
using Accel.CostModel.Asic;
using Accel.CostModel.Estimates;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.Asic;

public class LogicPricerTests
{
    private static readonly Block Mac = Multipliers.Mac(8, 8, 24);

    private static IEnumerable<Technology> Nodes =>
        Shipped.Technologies.Where(technology => technology.Logic is not null);

    /// <summary>Horowitz (ISSCC 2014): 0.2 pJ of multiplier and 0.075 of adder; BitFusion's PE has 0.298.</summary>
    [TestCase(2, 0.052)]
    [TestCase(4, 0.102)]
    [TestCase(8, 0.275)]
    [TestCase(16, 0.908)]
    public void Energy_OfAnIntegerMacAt45Nanometres_IsHorowitzsWithin30Percent(
        int bits, double picojoules) => Assert.That(
        LogicPricer.EnergyPj(Multipliers.Mac(bits, bits, (2 * bits) + 8), Shipped.Process("cmos-45nm"), 1),
        Is.EqualTo(picojoules).Within(30).Percent);

    [Test]
    public void Price_OfAMac_ShrinksFromNodeToNode()
    {
        Technology[] nodes = [.. Nodes.OrderByDescending(node => node.NodeNm)];
        Assert.That(nodes, Has.Length.GreaterThanOrEqualTo(7));
        Estimate[] prices = [.. nodes.Select(node => LogicPricer.Price(Mac, node))];
        Assert.That(prices.Select(price => price.AreaMm2!.Value.Value), Is.Ordered.Descending);
        Assert.That(prices.Select(price => price.EnergyJ!.Value.Value), Is.Ordered.Descending);
        Assert.That(prices.Select(price => price.DelayS!.Value.Value), Is.Ordered.Descending);
    }

    /// <summary>What is two nodes from an anchor is trusted less than what is at one.</summary>
    [Test]
    public void Uncertainty_OfAScaledNode_IsWiderThanOfAnAnchor() => Assert.That(
        LogicPricer.Price(Mac, Shipped.Process("cmos-65nm")).EnergyJ!.Value.Uncertainty,
        Is.GreaterThan(LogicPricer.Price(Mac, Shipped.Process("cmos-45nm")).EnergyJ!.Value.Uncertainty));

    [Test]
    public void Leakage_OfANodeWithoutAPublishedOne_IsNotMadeUp()
    {
        foreach (Technology node in Nodes)
        {
            Assert.That(LogicPricer.Price(Mac, node).LeakageW is not null, Is.EqualTo(node.Name == "cmos-45nm"),
                node.Name);
        }
    }

    [Test]
    public void Price_UnderAFasterClock_NeverFalls()
    {
        double[] clocks = [1e8, 3e8, 5e8, 1e9, 2e9, 4e9, 1e10];
        foreach (Technology node in Nodes)
        {
            Estimate[] prices = [.. clocks.Select(clock => LogicPricer.Price(Mac, node, clock))];
            Assert.That(prices.Select(price => price.AreaMm2!.Value.Value), Is.Ordered.Ascending, node.Name);
            Assert.That(prices.Select(price => price.EnergyJ!.Value.Value), Is.Ordered.Ascending, node.Name);
            Assert.That(prices.Select(price => price.DelayS!.Value.Value), Is.Ordered.Descending, node.Name);
            Assert.That(prices[^1].AreaMm2!.Value.Value / prices[0].AreaMm2!.Value.Value, Is.LessThanOrEqualTo(2.2));
        }
    }

    [Test]
    public void FastestClock_IsTheOneAtWhichThePathIsHalved()
    {
        double fastest = LogicPricer.FastestClockHz(Mac, Shipped.Process("cmos-45nm"));
        Estimate relaxed = LogicPricer.Price(Mac, Shipped.Process("cmos-45nm"));
        Estimate pressed = LogicPricer.Price(Mac, Shipped.Process("cmos-45nm"), fastest);
        Assert.That(pressed.DelayS!.Value.Value, Is.EqualTo(relaxed.DelayS!.Value.Value / 2).Within(1e-6).Percent);
        Assert.That(pressed.DelayS!.Value.Value, Is.LessThan(1 / fastest));
    }

    [Test]
    public void Voltage_Lower_TakesLessEnergyAndMoreTime()
    {
        Technology node = Shipped.Process("cmos-45nm");
        Assert.That(LogicPricer.EnergyPj(Mac, node, 1, 0.45 * 2), Is.EqualTo(LogicPricer.EnergyPj(Mac, node, 1)));
        Assert.That(LogicPricer.EnergyPj(Mac, node, 1, 0.72),
            Is.EqualTo(LogicPricer.EnergyPj(Mac, node, 1) * 0.64).Within(1e-9));
        Assert.That(LogicPricer.FastestClockHz(Mac, node, 0.72), Is.LessThan(LogicPricer.FastestClockHz(Mac, node)));
        Assert.That(LogicPricer.FastestClockHz(Mac, node, 1.0), Is.GreaterThan(LogicPricer.FastestClockHz(Mac, node)));
    }

    [Test]
    public void Quick_GivesThePricesFigures_AndAllocatesNothing()
    {
        Technology node = Shipped.Process("cmos-45nm");
        LogicPrice quick = LogicPricer.Quick(Mac, node, 1e9, null);
        Estimate price = LogicPricer.Price(Mac, node, 1e9);
        Assert.That(quick.AreaUm2, Is.EqualTo(price.AreaMm2!.Value.Value * 1e6).Within(1e-6).Percent);
        Assert.That(quick.EnergyPj, Is.EqualTo(price.EnergyJ!.Value.Value * 1e12).Within(1e-6).Percent);
        Assert.That(quick.LeakageMw, Is.EqualTo(price.LeakageW!.Value.Value * 1e3).Within(1e-6).Percent);
        long before = GC.GetAllocatedBytesForCurrentThread();
        double sum = 0;
        for (int i = 0; i < 1000; i++)
        {
            sum += LogicPricer.Quick(Multipliers.Mac(8, 8, 24 + (i & 7)), node, 1e9, null).AreaUm2;
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero, $"{sum}");
    }

    [Test]
    public void Price_WhereNothingIsSaidOfLogic_IsRefused() => Assert.That(
        () => LogicPricer.Price(Mac, Technology.None), Throws.TypeOf<NotPricedException>());
}
