using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Engines;
using Accel.Tests.Conformance;
using FsCheck;
using FsCheck.Fluent;
using Check = Accel.HlsEmit.Verification.Check;

namespace Accel.Tests.HlsEmit.Rtl;

/// <summary>How FsCheck makes designs, without a simulator.</summary>
public class RandomDesignsTests
{
    [Test]
    public void Check_ADesignThatFails_IsShownInWordsWithTheProductThatFails()
    {
        Exception thrown = Assert.Catch(() => RandomDesigns.Check(
            Designs, request => request.Shapes!.Any(shape => shape.K == 7) ? [Failure] : [], 50, 1))!;
        Assert.That(thrown.Message, Does.Contain("\n  kind: systolic\n")
            .And.Contain("\n  dataflow: output-stationary\n").And.Contain("\n  accumulator-bits: 32\n")
            .And.Contain("\nweights: int8\n")
            .And.Match(@"\nproducts: \dx7x\d\nseed: \d+\nfailed: outputs, iverilog: 3, not 4 late\n"));
    }

    [Test]
    public void Check_TheSameSeed_MakesTheSameDesigns()
    {
        List<string> first = Made(5), again = Made(5), other = Made(6);
        Assert.That(first, Has.Count.EqualTo(4).And.Unique.And.EqualTo(again));
        Assert.That(other, Is.Not.EqualTo(first));
    }

    private static Check Failure { get; } = Check.Equal("outputs", "iverilog", 3, 4, "late");

    private static Gen<EmissionRequest> Designs =>
        from shapes in Gen.ArrayOf(RandomDesigns.Product(3, 9, 3), 4)
        select EngineConformanceTests.Request("systolic-int8") with { Shapes = shapes };

    private static List<string> Made(ulong seed)
    {
        List<string> made = [];
        RandomDesigns.Check(Designs, request =>
        {
            made.Add(new RandomDesign(request).ToString());
            return [];
        }, 4, seed);
        return made;
    }
}
