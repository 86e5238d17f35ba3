using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Formats;
using Accel.Arch.Scenarios;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Explore.Runs;
using Accel.Sim.Schedules;
using Accel.Tests.Conformance;
using Accel.Tests.CostModel.TableLookup;

namespace Accel.Tests.Explore.Runs;

public class FeasibilityCheckTests
{
    [Test]
    public void Demand_DesignThatDoesNotFitItsDevice_SaysByHowMuchAsHint()
    {
        Design design = KvDesign.Of(KvDesign.Fabric with { Lookups = 128 });
        Assume.That(ScheduleList.Get(design.Schedule).WhyNot(design.Fabric), Is.Null, "the family has a timing");
        Assert.That(FeasibilityCheck.WhyNoRoom(design, design.Fabric.DefaultPrecision),
            Is.EqualTo("it needs more LUT than the 117,120 of kv260")
            .Or.EqualTo("it needs more URAM than the 64 of kv260"));
        InputException refused = Assert.Throws<InputException>(() => FeasibilityCheck.Demand(
            design, design.Fabric.DefaultPrecision, usesKvCache: false, "d.yaml"))!;
        Diagnostic only = refused.Diagnostics.Single();
        Assert.That(only.Hint, Does.Contain("LUT of 117,120").And.Contain("fabric.lookups"));
    }

    [Test]
    public void Demand_FastestClockOfASlowDram_IsRefusedByItsOwnClock()
    {
        Design design = ShippedFiles.Design("bitmod-28nm") with
        {
            IsClockFastest = true, Dram = new Dram { Bandwidth = new BytesPerSecond(0.1e9), Efficiency = 0.5 },
        };
        Precision precision = design.Fabric.DefaultPrecision;
        InputException refused = Assert.Throws<InputException>(() => FeasibilityCheck.Demand(
            design, precision, usesKvCache: false, "d.yaml"))!;
        Assert.That(refused.Diagnostics.Single().Message, Does.Contain("clock: max is 1 GHz; dram.bandwidth"));
        Assert.That(refused.Diagnostics.Single().Hint, Does.Contain("name a slower clock"));
        Assert.That(FeasibilityCheck.WhyNot(new Scenario(design, ShippedFiles.Workload("llama-2-7b-chat"))),
            Does.Contain("clock: max"));
    }

    [Test]
    public void WhyNot_FastestClockBelowTheDefault_IsNotHeldAgainstTheDefault()
    {
        // 1.2 Gbit/s are less than a bit in a cycle of 1.5 GHz, which nobody asked for.
        Design design = ShippedFiles.Design("bitmod-28nm") with
        {
            Clock = new Hertz(1.5e9), IsClockFastest = true,
            Dram = new Dram { Bandwidth = new BytesPerSecond(0.15e9), Efficiency = 1 },
        };
        Assert.That(FeasibilityCheck.WhyNot(design), Is.Null);
        Assert.That(FeasibilityCheck.WhyNot(design, design.Fabric.DefaultPrecision, usesKvCache: false), Is.Null);
        Assert.That(FeasibilityCheck.WhyNot(design with { IsClockFastest = false }), Does.Contain("dram.bandwidth"));
    }

    [Test]
    public void Demand_HeadThatNothingMultiplies_HintsAtTheHeadsFormat()
    {
        Design design = KvDesign.Tellme with { Processor = null };
        Precision precision = design.Fabric.DefaultPrecision with { Head = TensorFormat.Parse("fp16") };
        InputException refused = Assert.Throws<InputException>(() => FeasibilityCheck.Demand(
            design, precision, usesKvCache: true, "d.yaml"))!;
        Assert.That(refused.Diagnostics.Single().Hint, Does.Contain("--set precision.head=ternary"));
    }
}
