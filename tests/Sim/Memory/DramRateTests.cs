using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Units;
using Accel.Sim.Memory;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.Memory;

public class DramRateTests
{
    [Test]
    public void Of_ThirtyTwoGigabytesAtOneGigahertz_MovesA256BitsACycle()
    {
        DramRate rate = Rate(32, 1e9, 1);
        Assert.That(rate.TicksPerCycle, Is.EqualTo(256 * DramRate.TicksPerBit));
        Assert.That(rate.CeilCycles(0), Is.Zero);
        Assert.That(rate.CeilCycles(256 * DramRate.TicksPerBit), Is.EqualTo(1));
        Assert.That(rate.CeilCycles(257 * DramRate.TicksPerBit), Is.EqualTo(2));
    }

    [Test]
    public void Of_EfficiencyLeftOut_TakesTheTechnologys()
    {
        double share = Shipped.Technology.DramPrice("ddr4").Efficiency;
        Assert.That(share, Is.LessThan(1));
        Assert.That(Rate(32, 1e9, null).TicksPerCycle, Is.EqualTo((long)Math.Round(256 * share * DramRate.TicksPerBit)));
    }

    [Test]
    public void Of_AnyBandwidth_IsWithinHalfATickOfIt()
    {
        var random = new Random(3);
        for (int i = 0; i < 2000; i++)
        {
            double gigabytes = 0.001 + (random.NextDouble() * 4000), clock = 1e6 + (random.NextDouble() * 3e9);
            double efficiency = 0.01 + (random.NextDouble() * 0.99);
            double exact = gigabytes * 8e9 * efficiency / clock * DramRate.TicksPerBit;
            long ticks = Rate(gigabytes, clock, efficiency).TicksPerCycle;
            Assert.That(ticks, Is.EqualTo(exact).Within(0.5 + (exact * 1e-15)).Or.EqualTo(1));
        }

        Assert.That(Rate(1e-9, 3e9, 0.01).TicksPerCycle, Is.EqualTo(1), "the slowest memory still moves something");
    }

    [Test]
    public void Of_OneBitACycleOrMore_IsWithinATwentiethOfAPercent()
    {
        var random = new Random(5);
        for (int i = 0; i < 2000; i++)
        {
            double bits = Design.MinimumDramBitsPerCycle + (4 * random.NextDouble());
            Assert.That(
                (double)Rate(bits / 8, 1e9, 1).TicksPerCycle / DramRate.TicksPerBit, Is.EqualTo(bits).Within(0.05).Percent);
        }
    }

    private static DramRate Rate(double gigabytes, double clock, double? efficiency) => DramRate.Of(new Design
    {
        Name = "rate",
        Clock = new Hertz(clock),
        Technology = Shipped.Technology,
        Fabric = new BitSerialFabric(),
        Dram = new Dram { Bandwidth = BytesPerSecond.FromGigabytes(gigabytes), Efficiency = efficiency },
    });
}
