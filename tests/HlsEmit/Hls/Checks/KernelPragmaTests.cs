using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.TableLookup;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Emission.Hls;
using Accel.HlsEmit.Library;
using Accel.Tests.Conformance;

namespace Accel.Tests.HlsEmit.Hls.Checks;

/// <summary>Ports, dependences and processes of every kernel that a shipped design emits, in a small size.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class KernelPragmaTests
{
    private static IEnumerable<string> DesignNames => ShippedFiles.DesignNames
        .Where(name => HlsEmission.WhyNot(Small(name)) is null);

    private static EmissionRequest Tellme => EngineConformanceTests.Request("tellme-kv260");

    [TestCaseSource(nameof(DesignNames))]
    public void Kernel_OfAShippedDesignScaledDown_KeepsEveryRule(string name)
    {
        Assert.Multiple(() =>
        {
            foreach (KernelInterface ports in Enum.GetValues<KernelInterface>())
            {
                Assert.That(PortCheck.Violations(HlsEmission.Of(Small(name), ports)), Is.Empty, ports.ToString());
            }
        });
    }

    [Test]
    public void Headers_OfTheLibrary_KeepTheRulesOfSources() => Assert.That(
        HlsLibrary.Headers.SelectMany(header => StaticRules.Violations(new KernelSource(header.Name, header.Text))),
        Is.Empty);

    /// <summary>A lookup every cycle, where the shipped design has four cycles for it.</summary>
    [Test]
    public void Kernel_OfLookupsEveryCycle_KeepsEveryRule(
        [Values] LookupVariant variant, [Values] bool overlapsBuild, [Values] bool overlapsLoad)
    {
        EmissionRequest request = Lookup(variant);
        var fabric = (TableLookupFabric)request.Design.Fabric;
        Assert.That(PortCheck.Violations(HlsEmission.Of(EngineEmission.ScaleDown(request with
        {
            Design = request.Design with
            {
                Fabric = fabric with { OverlapsBuild = overlapsBuild, OverlapsLoad = overlapsLoad },
            },
        }))), Is.Empty);
    }

    [TestCase("ram_t2p impl=uram", "ram_1p impl=uram", "'words'", "reads and 0 writes of bank")]
    [TestCase("ARRAY_PARTITION variable=sums complete dim=1", "ARRAY_PARTITION variable=sums complete dim=2",
        "'sums'", "of bank")]
    [TestCase("ARRAY_PARTITION variable=tables complete dim=2", "ARRAY_PARTITION variable=tables block factor=2 dim=2",
        "'tables'", "reads and 0 writes of bank")]
    public void Kernel_OfLookupsWithAFault_BreaksARule(string right, string wrong, string memory, string rule)
    {
        HlsEmission emission = HlsEmission.Of(EngineEmission.ScaleDown(Lookup(LookupVariant.Full)));
        IReadOnlyList<string> violations = PortCheck.Violations(
            emission, (_, text) => text.Replace(right, wrong, StringComparison.Ordinal));
        Assert.That(violations, Has.Some.Contains(memory).And.Contains(rule));
    }

    [TestCase("accllm-u280", "'sums' (dspchain_engine.h:")]
    [TestCase("bitmod-28nm", "'sums' (column_sums.h:")]
    public void Kernel_OfADesignWithoutItsDependence_BreaksARule(string name, string memory)
    {
        IReadOnlyList<string> violations = PortCheck.Violations(HlsEmission.Of(Small(name)),
            (_, text) => text.Replace("#pragma HLS DEPENDENCE", "// DEPENDENCE", StringComparison.Ordinal));
        Assert.That(violations, Has.Some.Contains(memory).And.Contains("and no DEPENDENCE says so"));
    }

    /// <summary>Scaled down, but for the height of bit-serial tiles: their sums have as many cycles.</summary>
    private static EmissionRequest Small(string name)
    {
        EmissionRequest request = EngineConformanceTests.Request(name);
        EmissionRequest small = EngineEmission.ScaleDown(request);
        return (request.Design.Fabric, small.Design.Fabric) is not (BitSerialFabric whole, BitSerialFabric fabric)
            ? small
            : small with
            {
                Design = small.Design with
                {
                    Fabric = fabric with { Rows = whole.TileRows + fabric.Rows, TileRows = whole.TileRows },
                },
            };
    }

    private static EmissionRequest Lookup(LookupVariant variant) => Tellme with
    {
        Design = Tellme.Design with
        {
            Fabric = (TableLookupFabric)Tellme.Design.Fabric with { Variant = variant, Interval = 1 },
        },
    };
}
