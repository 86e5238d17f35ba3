using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.Explore.Runs;
using Accel.Sim.Schedules;
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
    public void Demand_HeadThatNothingMultiplies_HintsAtTheHeadsFormat()
    {
        Design design = KvDesign.Tellme with { Processor = null };
        Precision precision = design.Fabric.DefaultPrecision with { Head = TensorFormat.Parse("fp16") };
        InputException refused = Assert.Throws<InputException>(() => FeasibilityCheck.Demand(
            design, precision, usesKvCache: true, "d.yaml"))!;
        Assert.That(refused.Diagnostics.Single().Hint, Does.Contain("--set precision.head=ternary"));
    }
}
