using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;
using Accel.HlsEmit.BitSerial;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Engines;
using Accel.Tests.Conformance;
using FsCheck;
using FsCheck.Fluent;

namespace Accel.Tests.HlsEmit.Rtl.BitSerial;

/// <summary>bitserial_engine.v = BitSerialMachine = BitSerialTiming, to the bit and to the cycle.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class BitSerialEngineTests
{
    private static readonly TensorFormat Fp16 = TensorFormat.Parse("fp16");

    private static readonly string[] BitSerialFormats =
    [
        "int8/8", "int2/16@fp16", "int7", "uint8/16", "int8-asym/16", "int4-asym", "fp4-er-ea/16", "fp4-ea/24@fp16",
        "fp3-er-ea/8", "fp4/16", "flint4/16", "ternary/8@fp16", "denseshift3/32", "fp3-er",
    ];

    private static readonly string[] IntegerFormats = ["int8", "int4/8", "uint7/16@fp16", "int6-asym/8", "int5.5"];

    [TestCase(BitSerialPe.BitSerial, 7)]
    [TestCase(BitSerialPe.Fp16, 1)]
    [TestCase(BitSerialPe.Fp16Int8, 1)]
    public void Engine_AnySmallDesign_IsTheMachine(BitSerialPe pe, int count) =>
        RandomDesigns.AreTheMachine(Small(pe), count, seed: 77);

    /// <summary>
    /// A fold of every row whose last tiles end after the small fold behind it, and tiles taller than dequantizers are
    /// slow, where folds wait by their own height.
    /// </summary>
    [TestCase(9, 3, 2, 1, 3, 1, 10)]
    [TestCase(12, 2, 11, 2, 5, 3, 17)]
    [TestCase(11, 1, 11, 1, 3, 2, 14)]
    public void Engine_ShortFolds_AreTheMachine(
        int rows, int columns, int tileRows, int tileColumns, int m, int k, int n)
    {
        BitSerialFabric fabric = new()
        {
            Rows = rows, Columns = columns, TileRows = tileRows, TileColumns = tileColumns, Lanes = 1, GroupSize = 8,
        };
        EngineBench.Run(Of(fabric), TensorFormat.Parse("int3/8"), Fp16, shapes: new ProductShape(m, k, n));
        EngineBench.Run(Of(fabric with { Pe = BitSerialPe.Fp16Int8 }), TensorFormat.Parse("int8"), Fp16,
            shapes: new ProductShape(m, k, n));
    }

    /// <summary>What the paper runs at its full speed; INT8 is the conformance tests' affair.</summary>
    [TestCase("fp4-er-ea/128")]
    public void Engine_OfBitModInItsOwnFormats_IsTheMachine(string weights)
    {
        BitSerialEngineFamily family = new();
        EngineBench.Run(family.ScaleDown(ShippedFiles.Design("bitmod-28nm")), TensorFormat.Parse(weights), Fp16,
            shapes: [new ProductShape(4, 259, 7), new ProductShape(7, 5, 14)]);
    }

    [Test]
    public void WhyNot_FormatsWithoutHardware_AreNamed()
    {
        BitSerialEngineFamily family = new();
        BitSerialFabric fabric = new();
        Assert.That(family.WhyNot(fabric, TensorFormat.Parse("int8/128"), Fp16), Is.Null);
        Assert.That(family.WhyNot(fabric, TensorFormat.Parse("int16/128"), Fp16), Does.Contain("int16"));
        Assert.That(family.WhyNot(fabric, TensorFormat.Parse("int8/128"), TensorFormat.Parse("int8")),
            Does.Contain("fp16 activations"));
        Assert.That(family.WhyNot(fabric, TensorFormat.Parse("int4/128~2:4"), Fp16), Does.Contain("dense"));
        Assert.That(() => family.Engine(Of(fabric), TensorFormat.Parse("int16/128"), Fp16),
            Throws.ArgumentException);
    }

    [TestCase("bitserial_engine", "-GROWS=1", "-GCOLS=1", "-GTILE_ROWS=1", "-GTILE_COLS=1", "-GLANES=1")]
    [TestCase("bitserial_engine", "-GFORMAT=3", "-GCODE_BITS=3", "-GEXTRA=2", "-GSCALE=16", "-GLANES=3")]
    [TestCase("bitserial_engine", "-GFORMAT=1", "-GCODE_BITS=8", "-GEXTRA=8", "-GSCALE=0")]
    [TestCase("bitserial_engine", "-GMAC=1", "-GFORMAT=7", "-GCODE_BITS=16", "-GSCALE=0", "-GLANES=1", "-GGROUP=0")]
    [TestCase("bitserial_engine", "-GMAC=1", "-GCODE_BITS=3", "-GSCALE=16", "-GLANES=2", "-GGROUP=8")]
    [TestCase("issue_controller", "-GROWS=9", "-GTILE_ROWS=9", "-GTERMS=3", "-GLANES=3", "-GDRAIN=0", "-GGROUP=0")]
    [TestCase("window_decoder", "-GFORMAT=5")]
    public void Module_WithOtherParameters_LintsClean(string name, params string[] parameters)
    {
        string folder = Path.GetDirectoryName(HardwareTools.Module(name))!;
        Assert.That(HardwareTools.Run("verilator", folder,
        [
            "--lint-only", "-Wall", "--top-module", name, "-y", folder, "-y", Path.Combine("..", "Shared"),
            .. parameters, HardwareTools.Module(name),
        ]), Is.Empty);
    }

    /// <summary>Small arrays of any shape in any format, products that leave edges everywhere.</summary>
    private static Gen<EmissionRequest> Small(BitSerialPe pe) =>
        from weights in Gen.Elements(pe switch
        {
            BitSerialPe.BitSerial => BitSerialFormats,
            BitSerialPe.Fp16 => ["fp16"],
            _ => IntegerFormats,
        })
        from rows in Gen.Choose(1, 4)
        from columns in Gen.Choose(1, 3)
        from tileRows in Gen.Choose(1, 4)
        from tileColumns in Gen.Choose(1, 3)
        from lanes in Gen.Elements(1, 2, 4)
        from groupBeats in Gen.Choose(1, 4)
        from shapes in Gen.ArrayOf(RandomDesigns.Product(3 * columns, 32, 3 * rows), 3)
        select new EmissionRequest
        {
            Design = Of(new BitSerialFabric
            {
                Pe = pe, Rows = rows, Columns = columns, TileRows = tileRows, TileColumns = tileColumns,
                Lanes = lanes, GroupSize = lanes * groupBeats,
            }),
            Weights = TensorFormat.Parse(weights), Activations = Fp16, Version = "0", Shapes = shapes,
        };

    private static Design Of(BitSerialFabric fabric) => ShippedFiles.Design("bitmod-28nm") with { Fabric = fabric };
}
