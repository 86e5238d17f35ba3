using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Library;
using Accel.HlsEmit.Verification;
using Accel.Tests.Conformance;
using Accel.Tests.Explore.Store;
using Accel.Tests.HlsEmit.Rtl.DspChain;
using Accel.Tests.HlsEmit.Rtl.TableLookup;

namespace Accel.Tests.HlsEmit.Rtl.Mutations;

/// <summary>A broken line in each module, one at a time: a bench of some design must fail, shipped or not.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class MutationTests
{
    private const int Seed = 1;

    /// <summary>For a bench that goes around in circles; the others take seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Emissions by the modules that they are made of, the quickest first.</summary>
    private static readonly Lazy<IReadOnlyList<VerilogEmission>> Emissions = new(() =>
    [
        .. ShippedFiles.DesignNames.Select(EngineConformanceTests.Request).Concat(OtherFormats)
            .Select(VerilogEmission.ScaleDown).Select(Smaller).Concat(LookupDesigns.Others).Concat(ChainDesigns.Unshipped)
            .Select(VerilogEmission.Of)
            .OrderBy(emission => emission.Vectors.Cycles.Sum()),
    ]);

    /// <summary>PEs of floating-point terms are slow under Icarus; nine in four tiles have all there is.</summary>
    private static EmissionRequest Smaller(EmissionRequest request) =>
        request.Design.Fabric is not BitSerialFabric fabric ? request : request with
        {
            Design = request.Design with
            {
                Fabric = fabric with { Rows = 3, Columns = 3, TileRows = 2, TileColumns = 2 },
            },
        };

    /// <summary>Designs in formats other than their own, for modules that no shipped design uses as it is.</summary>
    private static IEnumerable<EmissionRequest> OtherFormats =>
    [
        .. new[]
        {
            "fp4-er-ea/128", "fp3-er-ea/128", "flint4/128", "ternary/128", "denseshift3/128", "int8-asym/128",
        }.Select(weights =>
            EngineConformanceTests.Request("bitmod-28nm") with { Weights = TensorFormat.Parse(weights) }),
        EngineConformanceTests.Request("ant-28nm") with { Weights = TensorFormat.Parse("int8/128@fp16") },
    ];

    /// <summary>Modules for what is around an engine; their own tests break each of their lines.</summary>
    private static readonly string[] InNoEngine = ["double_buffer", "round_saturate"];

    private static IEnumerable<string> ModuleNames => HardwareLibrary.Modules.Where(module => !module.IsModel)
        .Select(module => module.Name).Except(InNoEngine);

    [Test]
    public void Modules_ThatNoEngineHas_AreNamed() => Assert.That(
        HardwareLibrary.Modules.Select(module => module.Name)
            .Except(Emissions.Value.SelectMany(emission => emission.Modules).Select(module => module.Name)),
        Is.EqualTo(InNoEngine));

    [TestCaseSource(nameof(ModuleNames))]
    public void Bench_OfABrokenModule_Fails(string name)
    {
        string source = HardwareLibrary.Closure(name).Single(module => module.Name == name).Text;
        RtlMutation[] mutations = [.. RtlMutation.Of(source)];
        new Random(Seed).Shuffle(mutations);
        foreach (RtlMutation mutation in mutations)
        {
            if (Judge(name, mutation.Apply(source)) is { } caught)
            {
                Assert.That(caught, $"{name}, {mutation}: every bench that has the module passes");
                return;
            }
        }

        Assert.Fail($"no mutation of {name} compiles in a design that uses it");
    }

    /// <summary>Whether some bench fails with the source; null where it compiles nowhere.</summary>
    internal static bool? Judge(string name, string source)
    {
        bool compiles = false;
        foreach (VerilogEmission emission in Emissions.Value.Where(emission =>
            emission.Modules.Any(module => module.Name == name)))
        {
            using TemporaryFolder folder = new();
            EmissionFolder.Write(folder.Path, emission.Files);
            File.WriteAllText(Path.Combine(folder.Path, "rtl", $"{name}.v"), source);
            IReadOnlyList<Check> checks = new Simulation(emission, folder.Path, new ToolRunner(Patience))
                .UnderIcarus(CancellationToken.None);
            bool ran = checks.Count > 1;
            compiles |= ran;
            if (ran && !checks.All(check => check.Passed))
            {
                return true;
            }
        }

        return compiles ? false : null;
    }
}
