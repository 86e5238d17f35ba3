using Accel.Arch.Devices;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Verification;

namespace Accel.Tests.HlsEmit.Verification;

public class ResourceChecksTests
{
    private static readonly CellCounts Cells = new(new Dictionary<string, long>
    {
        ["LUT6"] = 1000, ["FDRE"] = 500, ["DSP48E2"] = 4, ["RAMB18E2"] = 3, ["URAM288"] = 2,
    });

    private static readonly FpgaResources Taken = new(1000, 500, 4, 1.5, 2);

    [Test]
    public void Of_WhatWasExpected_Holds() => Assert.That(
        ResourceChecks.Of(Cells, new EngineEstimate(Taken, 0.15, [])), Has.All.Matches<Check>(check =>
            check.Passed && check.Tool == "yosys" && check.Measured == check.Expected && check.Detail is null));

    [TestCase(860, true)]
    [TestCase(1180, false)]
    [TestCase(850, false)]
    public void Of_Luts_MayLieInTheBand(double expected, bool holds)
    {
        Check check = Only("lut", Taken with { Luts = expected }, expected < 1000 ? 0.17 : 0.15);
        Assert.That(check.Passed, Is.EqualTo(holds));
        Assert.That(check.Detail, holds ? Is.Null : Does.StartWith("outside of "));
    }

    [TestCase(489, true)]
    [TestCase(470, false)]
    public void Of_FlipFlops_AreCounted(double expected, bool holds) =>
        Assert.That(Only("ff", Taken with { Ffs = expected }, 0.15).Passed, Is.EqualTo(holds));

    [TestCase("dsp")]
    [TestCase("bram36")]
    [TestCase("uram")]
    public void Of_HardBlocks_AreExact(string kind)
    {
        FpgaResources other = Taken with { Dsps = 5, Bram36 = 1, Urams = 3 };
        Assert.That(Only(kind, other, 0.15).Passed, Is.False);
        Assert.That(Only("bram36", other, 0.15).Measured, Is.EqualTo(1.5));
    }

    private static Check Only(string name, FpgaResources expected, double band) =>
        ResourceChecks.Of(Cells, new EngineEstimate(expected, band, [])).Single(check => check.Name == name);
}
