using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Engines;
using Accel.HlsEmit.Systolic;
using Accel.Tests.Conformance;
using FsCheck;
using FsCheck.Fluent;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>Whole products on engines: with and without pauses the machine's bits, without them its cycles.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class SystolicEngineTests
{
    private static readonly SystolicEngineFamily Family = new();

    /// <summary>Each kind of PE with each of its kinds of formats: weights, activations.</summary>
    private static readonly (SystolicPe Pe, string[] Weights, string[] Activations)[] Formats =
    [
        (SystolicPe.Ternary, ["ternary"], ["int8", "uint5", "ternary"]),
        (SystolicPe.Shift, ["denseshift4", "denseshift3", "pot4", "fp3", "ternary"], ["int8", "int6", "ternary"]),
        (SystolicPe.Integer, ["int8", "int3", "uint8"], ["int8", "uint4", "ternary"]),
        (SystolicPe.ExponentInteger,
            ["flint4", "ovp-int4", "ovp-flint4", "ovp-int8", "ovp-int8-e2m5", "fp4", "fp6-e2m3", "pot4", "int8"],
            ["flint4", "ovp-int4", "ovp-flint4", "ovp-int8", "ovp-int8-e2m5", "fp4", "denseshift4", "int4"]),
        (SystolicPe.FloatingPoint, ["fp16", "bf16", "fp8-e4m3"], ["fp16", "bf16", "fp8-e5m2"]),
        (SystolicPe.LMul, ["fp16", "bf16", "fp8-e4m3"], ["fp16", "bf16", "fp8-e5m2"]),
    ];

    [Test]
    public void Engine_AnySmallDesign_IsTheMachine([Values] SystolicPe pe, [Values] Dataflow dataflow) =>
        RandomDesigns.AreTheMachine(Small(pe, dataflow), IsWide(pe) ? 1 : 2, seed: 10 * (ulong)pe + (ulong)dataflow);

    /// <summary>Where four narrow PEs make a wide one, the array is the one of the wide formats.</summary>
    [TestCase("ovp-int4", "ovp-int4", 4, 6, 7)]
    [TestCase("ovp-int8", "ovp-int8", 2, 3, 12)]
    [TestCase("ovp-int4", "ovp-int8", 2, 6, 12)]
    public void Engine_OfPesThatAreTakenApart_HasTheShapeOfTheFormats(
        string weights, string activations, int rows, int columns, int activationBits)
    {
        Design design = Of(new SystolicFabric
        {
            Rows = 2, Columns = 3, Pe = SystolicPe.ExponentInteger, Bits = 8, SplitTo = 4,
        }, 1000);
        Engine engine = Family.Engine(design, TensorFormat.Parse(weights), TensorFormat.Parse(activations));
        Dictionary<string, long> parameters = engine.Parameters.ToDictionary(one => one.Name, one => one.Value);
        Assert.Multiple(() =>
        {
            Assert.That(parameters["ROWS"], Is.EqualTo(rows));
            Assert.That(parameters["COLS"], Is.EqualTo(columns));
            Assert.That(parameters["A_BITS"], Is.EqualTo(activationBits));
        });
    }

    /// <summary>Below a stationary array as many vectors find room as in half the output buffer.</summary>
    [TestCase(64 * 31, 1)]
    [TestCase((64 * 32 * 5) - 1, 4)]
    [TestCase(64 * 32 * 5, 5)]
    public void Engine_OfAStationaryArray_HasAccumulatorsForHalfTheBuffer(int outputBits, int depth)
    {
        Design design = Of(new SystolicFabric
        {
            Rows = 4, Columns = 32, Dataflow = Dataflow.WeightStationary, AccumulatorBits = 32,
        }, outputBits);
        Engine engine = Family.Engine(design, TensorFormat.Parse("int8"), TensorFormat.Parse("int8"));
        Assert.That(engine.Parameters.Single(one => one.Name == "DEPTH").Value, Is.EqualTo(depth));
    }

    [TestCase(Dataflow.OutputStationary, 3, null)]
    [TestCase(Dataflow.WeightStationary, 4, null)]
    [TestCase(Dataflow.WeightStationary, 3,
        "rows: a pair of ovp-int4 would lie across two folds of K on 3 rows")]
    public void WhyNot_OfPairsOnOddRows_NamesRows(Dataflow dataflow, int rows, string? reason)
    {
        SystolicFabric fabric = new() { Rows = rows, Dataflow = dataflow, Pe = SystolicPe.ExponentInteger };
        Assert.That(Family.WhyNot(fabric, TensorFormat.Parse("ovp-int4"), TensorFormat.Parse("int4")),
            Is.EqualTo(reason));
    }

    [TestCase(SystolicPe.Shift, "int2", "int8",
        "no decoder of the hardware library makes operands of shift PEs of int2")]
    [TestCase(SystolicPe.Integer, "fp4", "int8",
        "the integer PE cannot multiply fp4 weights by int8 activations: fp4 is no integer format")]
    [TestCase(SystolicPe.FloatingPoint, "fp4", "fp8-e4m3", null)]
    public void WhyNot_OfFormats_NamesTheFormat(SystolicPe pe, string weights, string activations, string? reason) =>
        Assert.That(Family.WhyNot(new SystolicFabric { Pe = pe }, TensorFormat.Parse(weights),
            TensorFormat.Parse(activations)), Is.EqualTo(reason));

    /// <summary>Every format that YAML can name and some PE multiplies has a decoder, but for the one above.</summary>
    [Test]
    public void WhyNot_OfWhateverAFabricMultiplies_IsNull()
    {
        foreach (SystolicPe pe in Enum.GetValues<SystolicPe>())
        {
            SystolicFabric fabric = new() { Pe = pe, Bits = 16 };
            foreach (TensorFormat weights in NumberFormats.All.Select(format => TensorFormat.Parse(format.Name)))
            {
                foreach (string name in new[] { "int8", "uint16", "fp16", "flint4" })
                {
                    TensorFormat activations = TensorFormat.Parse(name);
                    bool isInt2 = pe == SystolicPe.Shift && weights.Element.Name == "int2";
                    if (fabric.WhyNotWeights(weights, activations) is null && !isInt2)
                    {
                        Assert.That(Family.WhyNot(fabric, weights, activations), Is.Null);
                    }
                }
            }
        }
    }

    [TestCase(64, 32, null, SystolicPe.Integer, 4, 4)]
    [TestCase(31, 3, null, SystolicPe.Integer, 3, 3)]
    [TestCase(32, 33, 4, SystolicPe.ExponentInteger, 2, 3)]
    [TestCase(16, 1, null, SystolicPe.LMul, 2, 1)]
    public void ScaleDown_OfAFabric_KeepsOddSidesOdd(
        int rows, int columns, int? splitTo, SystolicPe pe, int smallRows, int smallColumns)
    {
        SystolicFabric fabric = new() { Rows = rows, Columns = columns, SplitTo = splitTo, Pe = pe, Bits = 8 };
        Assert.That(Family.ScaleDown(Of(fabric, outputBits: 1)).Fabric,
            Is.EqualTo(fabric with { Rows = smallRows, Columns = smallColumns }));
    }

    /// <summary>Any rows, columns, buffer, formats, accumulator and products.</summary>
    private static Gen<EmissionRequest> Small(SystolicPe pe, Dataflow dataflow)
    {
        (_, string[] ofWeights, string[] ofActivations) = Formats.Single(formats => formats.Pe == pe);
        int most = IsWide(pe) ? 3 : 6;
        Gen<int> extent = Gen.OneOf(Gen.Choose(1, 3), Gen.Choose(1, 14), Gen.Choose(1, 14));
        Gen<ProductShape> product =
            from m in extent
            from k in extent
            from n in extent
            select new ProductShape(m, k, n);
        return (
            from weights in Gen.Elements(ofWeights)
            from activations in Gen.Elements(ofActivations)
            from rows in Gen.Choose(1, most)
            from columns in Gen.Choose(1, most)
            from isSplit in Gen.Elements(false, true)
            from accumulatorBits in Gen.OneOf(Gen.Constant(32), Gen.Choose(8, 64))
            from overflow in Gen.Elements(Enum.GetValues<AccumulatorOverflow>())
            from outputBits in Gen.Choose(1, 1499)
            from shapes in Gen.ArrayOf(product, 4)
            select new EmissionRequest
            {
                Design = Of(
                    new SystolicFabric
                    {
                        Rows = rows, Columns = columns, Dataflow = dataflow, Pe = pe, Bits = IsWide(pe) ? 16 : 8,
                        SplitTo = pe == SystolicPe.ExponentInteger && isSplit ? 4 : null,
                        AccumulatorBits = accumulatorBits, Overflow = overflow,
                    },
                    outputBits),
                Weights = TensorFormat.Parse(weights), Activations = TensorFormat.Parse(activations), Version = "0",
                Shapes = [.. shapes, new ProductShape(1, 1, 1)],
            }).Where(request => Family.WhyNot(request.Design.Fabric, request.Weights, request.Activations) is null);
    }

    private static bool IsWide(SystolicPe pe) => pe is SystolicPe.FloatingPoint or SystolicPe.LMul;

    private static Design Of(SystolicFabric fabric, int outputBits)
    {
        Design design = ShippedFiles.Design("systolic-int8");
        return design with { Fabric = fabric, Buffers = design.Buffers with { Outputs = new Bits(outputBits) } };
    }
}
