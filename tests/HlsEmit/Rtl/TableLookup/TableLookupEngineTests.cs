using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Engines;
using Accel.HlsEmit.TableLookup;
using Accel.Sim.TableLookup;
using Accel.Tests.Conformance;
using FsCheck;
using FsCheck.Fluent;

namespace Accel.Tests.HlsEmit.Rtl.TableLookup;

/// <summary>tablelookup_engine.v = TableLookupMachine = TableLookupTiming, with pauses and a reset.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class TableLookupEngineTests
{
    private const LookupVariant Full = LookupVariant.Full;
    private const LookupVariant Half = LookupVariant.Half;
    private const LookupVariant Naive = LookupVariant.Naive;

    private static TensorFormat Weights => LookupDesigns.Weights;

    private static TensorFormat Activations => LookupDesigns.Activations;

    private static Design Tellme => ShippedFiles.Design("tellme-kv260");

    [Test]
    public void Engine_TheShippedDesignScaled_IsTheMachine(
        [Values] LookupVariant variant, [Values] bool overlapsBuild, [Values] bool overlapsLoad)
    {
        TableLookupFabric fabric = (TableLookupFabric)Tellme.Fabric with
        {
            Variant = variant, OverlapsBuild = overlapsBuild, OverlapsLoad = overlapsLoad,
        };
        Design small = new TableLookupEngineFamily().ScaleDown(Tellme with { Fabric = fabric });
        var scaled = (TableLookupFabric)small.Fabric;
        Assert.That((scaled.Tables, scaled.Lookups), Is.EqualTo((5, 6)));
        EngineBench.Run(small, Weights, Activations);
    }

    /// <summary>
    /// All 28 tables, so that a word comes in two beats, of five vectors and of one; in both simulators.
    /// </summary>
    [Test]
    public void Engine_AllTables_IsTheMachineInBothSimulators()
    {
        TableLookupFabric fabric = (TableLookupFabric)Tellme.Fabric with { Lookups = 6, Interval = 1 };
        Engine engine = EngineBench.Run(Tellme with { Fabric = fabric }, Weights, Activations, seed: 4,
            alsoVerilator: true, new ProductShape(2, 100, 40), new ProductShape(1, 84, 5)).Engine;
        Assert.That(engine.Parameters.Single(parameter => parameter.Name == "V").Value, Is.EqualTo(5));
    }

    /// <summary>Buffer and accumulators that the largest product fills to the last word; one bank, odd ones.</summary>
    [TestCase(1, 1, 1, Naive, true, 1, false)]
    [TestCase(1, 2, 1, Full, false, 3, true)]
    [TestCase(5, 1, 3, Full, true, 1, false)]
    [TestCase(2, 3, 5, Half, true, 2, true)]
    [TestCase(3, 4, 2, Naive, false, 1, false)]
    public void Engine_FullBuffers_IsTheMachine(
        int group, int tables, int lookups, LookupVariant variant, bool overlaps, int interval, bool overlapsLoad)
    {
        TableLookupFabric fabric = new()
        {
            Group = group, Tables = tables, Lookups = lookups, Variant = variant, OverlapsBuild = overlaps,
            Interval = interval, OverlapsLoad = overlapsLoad,
        };
        int step = fabric.StepWidth;
        ProductShape[] shapes =
            [new(2, (2 * step) - 1, 5 * lookups), new(1, 5 * step, 2 * lookups), new(3, 1, 1), new(1, step, lookups)];
        Engine engine = Check(fabric, 3, shapes);
        Assert.That(Parameter(engine, "WORDS"), Is.EqualTo(10));
        Assert.That(Parameter(engine, "DEPTH"), Is.EqualTo(5));
    }

    [Test]
    public void Engine_AnySmallDesign_IsTheMachine([Values] LookupVariant variant) =>
        RandomDesigns.AreTheMachine(Small(variant), count: 5, seed: 23);

    /// <summary>
    /// More words of sums than are on their way at once: a queue that is full too soon would stop what need not stop.
    /// </summary>
    [TestCase(1, Naive)]
    [TestCase(64, Naive)]
    [TestCase(32, Half)]
    public void Engine_ManyWordsOfASingleStep_DoNotWaitForRoom(int tables, LookupVariant variant)
    {
        TableLookupFabric fabric = new() { Group = 1, Tables = tables, Lookups = 1, Variant = variant };
        Check(fabric, 9, new ProductShape(3, 1, 40));
    }

    /// <summary>
    /// 16 index vectors, one a beat: with two halves the next product begins with the last outputs of one of four
    /// tokens. With one half it is loaded from 2 cycles after the last lookup on, 6 cycles after which are those
    /// outputs, and taken in the cycle after its last beat: 2 + 16 - 6 cycles behind.
    /// </summary>
    [TestCase(2, 4, 0)]
    [TestCase(1, 4, 12)]
    public void Engine_TheNextMatrix_IsLoadedMeanwhileWhereThereIsRoom(int halves, int tokens, int gap)
    {
        using RtlBench bench = new("TableLookup", "overlap_load_tb");
        Assert.That(bench.With("HALVES", halves).With("M", tokens).With("GAP", gap).Run(), Is.GreaterThan(20));
    }

    /// <summary>The sizes of the papers: all warnings on, in Verilator and Icarus.</summary>
    [Test]
    public void Engine_AtFullSize_LintsClean([Values(16, 24)] int lookups, [Values] LookupVariant variant) =>
        EngineBench.Lint(new EmissionRequest
        {
            Design = Tellme with
            {
                Fabric = (TableLookupFabric)Tellme.Fabric with { Lookups = lookups, Variant = variant },
            },
            Weights = Weights, Activations = Activations, Version = "0", Shapes = [new ProductShape(1, 1, 1)],
        });

    [TestCase(1, 1, 1, Full, false)]
    [TestCase(1, 3, 1, Half, true)]
    [TestCase(1, 1, 3, Naive, true)]
    [TestCase(5, 2, 2, Half, false)]
    [TestCase(4, 48, 3, Naive, false)]
    public void Engine_OtherSizes_LintsClean(
        int group, int tables, int lookups, LookupVariant variant, bool overlaps) => EngineBench.Lint(new()
    {
        Design = Tellme with
        {
            Fabric = new TableLookupFabric
            {
                Group = group, Tables = tables, Lookups = lookups, Variant = variant, OverlapsBuild = overlaps,
                OverlapsLoad = overlaps,
            },
            Buffers = new BufferSet { Weights = new Bits(1), Outputs = new Bits(1) },
        },
        Weights = Weights, Activations = Activations, Version = "0", Shapes = [new ProductShape(1, 1, 1)],
    });

    /// <summary>What fits the products, see <see cref="Filled"/>, beside the machine.</summary>
    private static Engine Check(TableLookupFabric fabric, int seed, params ProductShape[] shapes) =>
        EngineBench.Run(Filled(fabric, shapes) with { Seed = seed }, alsoVerilator: false).Engine;

    private static Gen<EmissionRequest> Small(LookupVariant variant) =>
        from fabric in
            from ofTable in Gen.Choose(1, 4)
            from tables in Gen.Choose(1, 5)
            from lookups in Gen.Choose(1, 7)
            from overlapsBuild in Gen.Elements(false, true)
            from overlapsLoad in Gen.Elements(false, true)
            from interval in Gen.OneOf(Gen.Constant(1), Gen.Choose(2, 5))
            select new TableLookupFabric
            {
                Group = ofTable, Tables = tables, Lookups = lookups, Variant = variant,
                OverlapsBuild = overlapsBuild, OverlapsLoad = overlapsLoad, Interval = interval,
            }
        from shapes in Gen.ArrayOf(RandomDesigns.Product(4, 4 * fabric.StepWidth, 39), 3)
        select Filled(fabric, shapes);

    /// <summary>A design whose buffers hold the products, and not a word more.</summary>
    private static EmissionRequest Filled(TableLookupFabric fabric, ProductShape[] shapes)
    {
        var engine = LookupEngine.From(fabric);
        long words = shapes.Max(shape => engine.Steps(shape.K) * engine.Iterations(shape.N));
        long depth = shapes.Max(shape => engine.Iterations(shape.N));
        int halves = fabric.OverlapsLoad ? 2 : 1;
        Design design = Tellme with
        {
            Fabric = fabric,
            Buffers = new BufferSet
            {
                Weights = new Bits(halves * words * fabric.Lookups * WeightBufferMap.GangOf(fabric.VectorBits)
                    * WeightBufferMap.UramWordBits),
                Outputs = new Bits(depth * fabric.Lookups * LookupEngine.SumBits),
            },
        };
        return new EmissionRequest
        {
            Design = design, Weights = Weights, Activations = Activations, Version = "0", Shapes = shapes,
        };
    }

    private static long Parameter(Engine engine, string name) =>
        engine.Parameters.Single(parameter => parameter.Name == name).Value;
}
