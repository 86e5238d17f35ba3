using Accel.Arch.Designs;
using Accel.Arch.Workloads;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Engines;
using Accel.Tests.HlsEmit.Rtl;

namespace Accel.Tests.Conformance;

/// <summary>What every family owes of hardware, asked of every shipped design.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class EngineConformanceTests
{
    private static IEnumerable<string> DesignNames => ShippedFiles.DesignNames;

    [Test]
    public void Families_EveryKindThatYamlKnows_HasAnEngine() => Assert.That(
        EngineFamilies.All.Select(family => family.Kind),
        Is.EquivalentTo(FabricFamilies.All.Select(family => family.Kind)));

    /// <summary>The same bits in the same cycles as the machine, in both simulators, in a small size.</summary>
    [TestCaseSource(nameof(DesignNames))]
    public void Engine_OfAShippedDesignScaledDown_IsTheMachine(string name) =>
        EngineBench.Run(VerilogEmission.ScaleDown(Request(name)), alsoVerilator: true);

    /// <summary>The design as it is: no tool complains, and the hierarchy elaborates.</summary>
    [TestCaseSource(nameof(DesignNames))]
    public void Engine_OfAShippedDesignAtFullSize_LintsClean(string name) =>
        EngineBench.Lint(Request(name) with { Shapes = [] });

    [TestCaseSource(nameof(DesignNames))]
    public void Emission_OfAShippedDesign_IsTheSameEveryTime(string name)
    {
        EmissionRequest request = VerilogEmission.ScaleDown(Request(name));
        IReadOnlyList<EmittedFile> first = VerilogEmission.Of(request).Files;
        Assert.That(VerilogEmission.Of(request).Files, Is.EqualTo(first));
    }

    [TestCaseSource(nameof(DesignNames))]
    public void Shapes_OfAShippedDesign_HaveSeveralProducts(string name)
    {
        EmissionRequest request = Request(name);
        IEngineFamily family = EngineFamilies.All.Single(family => family.Kind == request.Design.Fabric.Kind);
        Design small = VerilogEmission.ScaleDown(request).Design;
        Assert.That(family.Shapes(small, request.Weights, request.Activations), Has.Count.GreaterThan(2).And.Unique);
        Assert.That(family.WhyNot(small.Fabric, request.Weights, request.Activations), Is.Null);
    }

    internal static EmissionRequest Request(string name)
    {
        Design design = ShippedFiles.Design(name);
        Precision precision = design.Precision.Over(design.Fabric.DefaultPrecision);
        return new EmissionRequest
        {
            Design = design, Weights = precision.Weights, Activations = precision.Activations, Version = "0",
        };
    }
}
