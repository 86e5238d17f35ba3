using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Formats;
using Accel.Sim.Schedules;

namespace Accel.Tests.Conformance;

/// <summary>What every family owes, asked of every shipped design.</summary>
public class FamilyConformanceTests
{
    private static readonly TensorFormat Fp16 = TensorFormat.Parse("fp16");

    private static IEnumerable<string> DesignNames => ShippedFiles.DesignNames;

    [Test]
    public void Families_EveryKindThatYamlKnows_HasATimingAndAProbe()
    {
        string[] kinds = [.. FabricFamilies.All.Select(family => family.Kind)];
        Assert.That(kinds, Is.Not.Empty.And.Unique);
        Assert.That(Families.All.Select(family => family.Kind), Is.EquivalentTo(kinds));
        Assert.That(FamilyProbes.All.Select(probe => probe.Kind), Is.EquivalentTo(kinds));
    }

    [Test]
    public void Families_EveryKind_HasAShippedDesign()
    {
        IEnumerable<string> shipped = ShippedFiles.DesignNames.Select(name => ShippedFiles.Design(name).Fabric.Kind);
        Assert.That(FabricFamilies.All.Select(family => family.Kind), Is.SubsetOf(shipped));
    }

    [TestCaseSource(nameof(DesignNames))]
    public void Machine_EveryFormatOfAShippedDesign_EqualsTheClosedForm(string name)
    {
        Fabric whole = ShippedFiles.Design(name).Fabric;
        IFamilyProbe probe = FamilyProbes.Of(whole.Kind);
        Fabric fabric = probe.ScaleDown(whole);
        (TensorFormat Weights, TensorFormat Activations)[] pairs = [.. Pairs(name, whole)];
        Assert.That(pairs, Is.Not.Empty);
        int seed = 0;
        foreach ((TensorFormat weights, TensorFormat activations) in pairs)
        {
            Assert.That(fabric.WhyNot(weights, activations), Is.Null, "scaling down leaves the formats alone");
            foreach ((int m, int k, int n) in new[] { (1, 160, 13), (11, 48, 7) })
            {
                (ActivityCounts machine, ActivityCounts closedForm) =
                    probe.Run(fabric, weights, activations, m, k, n, seed++);
                Assert.That(machine, Is.EqualTo(closedForm), $"{name} {weights} {activations} {m} x {k} x {n}");
                Assert.That(machine.Macs, Is.EqualTo((long)m * k * n));
            }
        }
    }

    [TestCaseSource(nameof(DesignNames))]
    public void Fabric_EveryFormatItTakes_HasAPeakAndPorts(string name)
    {
        Fabric fabric = ShippedFiles.Design(name).Fabric;
        foreach ((TensorFormat weights, TensorFormat activations) in Pairs(name, fabric))
        {
            Assert.That(fabric.PeakMacsPerCycle(weights, activations), Is.Positive, $"{weights} {activations}");
            Assert.That(fabric.WeightPortBits(weights), Is.Positive, $"{weights}");
            Assert.That(fabric.ActivationPortBits(activations), Is.Positive, $"{activations}");
        }

        Assert.That(fabric.WhyNot(fabric.DefaultPrecision.Weights, fabric.DefaultPrecision.Activations), Is.Null);
        Assert.That(
            fabric.WhyNotCache(fabric.DefaultPrecision.KvCache, fabric.DefaultPrecision.Activations), Is.Null);
    }

    /// <summary>
    /// What a fabric multiplies: every format by FP16, by the fabric's own activations, and by itself.
    /// </summary>
    private static IEnumerable<(TensorFormat Weights, TensorFormat Activations)> Pairs(string design, Fabric fabric) =>
        from weights in Formats(design)
        from activations in new[] { Fp16, fabric.DefaultPrecision.Activations, weights }.Distinct()
        where fabric.WhyNot(weights, activations) is null
        select (weights, activations);

    /// <summary>
    /// Every format, by channel and in groups with either kind of scale, and those the design itself names.
    /// </summary>
    private static IEnumerable<TensorFormat> Formats(string design)
    {
        foreach (string name in NumberFormats.Names)
        {
            foreach (string text in new[] { name, $"{name}/64", $"{name}/128@fp16" })
            {
                if (TensorFormat.TryParse(text, out TensorFormat? format, out _, out _))
                {
                    yield return format;
                }
            }
        }

        if (ShippedFiles.Design(design).Precision.Weights is { } own)
        {
            yield return own;
        }
    }
}
