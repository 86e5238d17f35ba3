using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Sweeps;

public class SweepDefinitionTests
{
    private static readonly SweepSpace Space = new([new SweepAxis("clock", ["1 GHz"])]);
    private static readonly Objective Latency = new("latency-s", ObjectiveGoal.Min);

    [TestCase("latency_s")]
    [TestCase("Latency")]
    [TestCase("")]
    [TestCase("area-mm2")]
    public void Constructor_MetricNameNotKebabOrTaken_Throws(string name)
    {
        Metric[] metrics = [new("latency-s", "s", ""), new("area-mm2", "mm2", ""), new(name, "", "")];
        Assert.That(() => new SweepDefinition("x", Space, metrics, [Latency]), Throws.ArgumentException);
    }

    [Test]
    public void Constructor_ObjectivesMissingDoubledOrUnknown_Throws()
    {
        Metric[] metrics = [new("latency-s", "s", "")];
        Assert.That(() => new SweepDefinition("x", Space, metrics, []), Throws.ArgumentException);
        Assert.That(() => new SweepDefinition("x", Space, metrics, [Latency, Latency]), Throws.ArgumentException);
        Assert.That(
            () => new SweepDefinition("x", Space, metrics, [new Objective("energy-j", ObjectiveGoal.Min)]),
            Throws.ArgumentException);
    }

    [TestCase(2.0, 1.0)]
    [TestCase(double.NaN, 1.0)]
    public void Constructor_BoundsLeaveNothing_Throws(double min, double max)
    {
        Metric[] metrics = [new("latency-s", "s", "")];
        Constraint constraint = new("latency-s", min, max);
        Assert.That(() => new SweepDefinition("x", Space, metrics, [Latency], [constraint]), Throws.ArgumentException);
    }

    [TestCase(12.3, "area-mm2 12.3 > 10")]
    [TestCase(10.0000000001, "area-mm2 10.0000000001 > 10")]
    public void Explain_ConstraintBroken_NamesValueAndBound(double area, string expected)
    {
        SweepDefinition definition =
            new("x", Space, [new("area-mm2", "mm2", "")], [new("area-mm2", ObjectiveGoal.Min)]);
        SweepPoint point = new(0, [area], new InfeasibleReason("> 10", "area-mm2"));
        Assert.That(definition.Explain(point), Is.EqualTo(expected));
    }
}
