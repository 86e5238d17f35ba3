using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Technologies;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Tests.Conformance;

namespace Accel.Tests.CostModel;

public class DesignClockTests
{
    private static readonly Design Bitmod = ShippedFiles.Design("bitmod-28nm");

    private static Precision Formats(Design design) => design.Precision.Over(design.Fabric.DefaultPrecision);

    [Test]
    public void Decided_WhereTheClockIsLeftToThePes_IsTheFastest()
    {
        Design decided = DesignClock.Decided(Bitmod with { IsClockFastest = true }, Formats(Bitmod));
        Assert.That(decided.Clock, Is.EqualTo(DesignClock.Fastest(Bitmod, Formats(Bitmod))));
        Assert.That(decided.Clock.Value, Is.InRange(0.3e9, 3e9));
        Assert.That(DesignClock.Decided(Bitmod, Formats(Bitmod)), Is.SameAs(Bitmod));
    }

    [Test]
    public void Fastest_OfListedPrices_IsAtLeastTheClockTheyWereSynthesizedFor()
    {
        Assert.That(DesignClock.Fastest(Bitmod, Formats(Bitmod))!.Value.Value, Is.EqualTo(1e9).Within(1));
        Design low = Bitmod with { Voltage = 0.72 };
        Assert.That(DesignClock.Fastest(low, Formats(low))!.Value.Value, Is.InRange(0.5e9, 0.9e9));
        Technology silent = Bitmod.Technology with
        {
            Components = Bitmod.Technology.Components.ToDictionary(
                pair => pair.Key, pair => pair.Value with { ClockHz = null }),
        };
        Design structure = Bitmod with { Technology = silent };
        Assert.That(DesignClock.Fastest(structure, Formats(structure))!.Value.Value, Is.InRange(0.7e9, 0.85e9));
    }

    [Test]
    public void Fastest_OfMoreLanes_IsNoFaster()
    {
        double last = double.PositiveInfinity;
        foreach (int lanes in new[] { 1, 2, 4, 8, 16 })
        {
            Design design = Bitmod with
            {
                Fabric = (BitSerialFabric)Bitmod.Fabric with { Lanes = lanes },
            };
            double fastest = DesignClock.Fastest(design, Formats(design))!.Value.Value;
            Assert.That(fastest, Is.LessThanOrEqualTo(last));
            last = fastest;
        }
    }

    [Test]
    public void Caution_OfAClockBeyondTheBand_NamesBoth()
    {
        Assert.That(DesignClock.Caution(Bitmod, Formats(Bitmod)), Is.Null, "the published one is within the band");
        Assert.That(DesignClock.Caution(Bitmod with { Clock = new Hertz(3e9) }, Formats(Bitmod)),
            Does.Contain("3 GHz").And.Contain("cmos-28nm"));
    }

    [Test]
    public void Fastest_OnADevice_IsNotKnown()
    {
        Design board = ShippedFiles.Design("flightllm-u280");
        Assert.That(DesignClock.Fastest(board, Formats(board)), Is.Null);
        Assert.That(board with { IsClockFastest = true } is var free ? free.WhyNoLogic() : null, Does.Contain("max"));
    }

    [TestCase(0.5, false)]
    [TestCase(0.63, true)]
    [TestCase(0.9, true)]
    [TestCase(1.08, true)]
    [TestCase(1.2, false)]
    public void Voltage_BeyondItsLaws_IsRefused(double volts, bool isAllowed) => Assert.That(
        (Bitmod with { Voltage = volts }).WhyNoLogic() is null, Is.EqualTo(isAllowed));
}
