using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Explore.Runs;
using Accel.Sim.Schedules;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.Schedules;

public class ProcessorScheduleTests
{
    private static readonly AccelSchedule Schedule = new(Families.All);

    private static readonly ModelShape Model = Shipped.Model("bitnet-b1.58-0.7b");

    private static Design Design => new()
    {
        Name = "test", Technology = Shipped.Devices.Single(device => device.Name == "kv260"),
        Clock = new Hertz(250e6), Fabric = new TableLookupFabric(),
        Processor = new Processor { Bandwidth = BytesPerSecond.FromGigabytes(5) },
        Dram = new Dram { Bandwidth = BytesPerSecond.FromGigabytes(19.2) },
    };

    [Test]
    public void Time_OfAHeadInFp16_IsItsBytesOnTheProcessor()
    {
        // 32,002 x 1536 weights of two bytes at 20 bytes a cycle, for each of three tokens.
        const long Bytes = 32_002L * 1536 * 2;
        ActivityCounts counts = Head(Design, "fp16", Phase.Decode(3, 10));
        Assert.That(counts.Cycles, Is.EqualTo(3 * Bytes / 20).Within(1));
        Assert.That((counts.DramReadBytes, counts.ComputeCycles), Is.EqualTo((3 * Bytes, 0)));
        Assert.That(counts.Macs, Is.EqualTo(3 * Bytes / 2));
        Assert.That(counts.Cycles, Is.GreaterThan(counts.DramCycles));
    }

    [Test]
    public void Time_OfAHeadThatTheFabricMultiplies_IsTheFabrics()
    {
        ActivityCounts named = Head(Design, "ternary", Phase.Decode(1, 10));
        Assert.That(named, Is.EqualTo(Head(Design with { Processor = null }, null, Phase.Decode(1, 10))));
        Assert.That(named.ComputeCycles, Is.Positive);
    }

    [Test]
    public void WhyNot_OfAHeadThatNobodyMultiplies_SaysSo()
    {
        Precision precision = Formats("fp16");
        Assert.That(FeasibilityCheck.WhyNotFormats(Design, precision, usesKvCache: true), Is.Null);
        Assert.That(FeasibilityCheck.WhyNotFormats(Design with { Processor = null }, precision, usesKvCache: true),
            Does.Contain("precision.head fp16").And.Contains("no processor"));
    }

    [Test]
    public void Time_OfAnEmbedding_ReadsTheHeadsFormat()
    {
        Operator embedding = WorkloadOperators.Expand(Model, Phase.Prefill(4), 1, LogitsRule.Last)[0];
        RunContext context = new(Design, Model, Formats("fp16"), Phase.Prefill(4), 1);
        Assert.That(Schedule.Time(context, embedding).DramReadBytes, Is.EqualTo(4 * 1536 * 2));
        Assert.That(Schedule.Time(context with { Precision = Formats(null) }, embedding).DramReadBytes,
            Is.EqualTo(4 * 1536));
    }

    private static ActivityCounts Head(Design design, string? format, Phase phase) => Schedule.Time(
        new RunContext(design, Model, Formats(format), phase, 1),
        WorkloadOperators.Expand(Model, phase, 1, LogitsRule.Last).Single(work =>
            work.Role == OperatorRole.LanguageModelHead));

    private static Precision Formats(string? head) => new(
        TensorFormat.Parse("ternary"), TensorFormat.Parse("int8"), TensorFormat.Parse("fp16"))
    {
        Head = head is null ? null : TensorFormat.Parse(head),
    };
}
