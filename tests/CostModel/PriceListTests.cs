using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel;

public class PriceListTests
{
    private static readonly Precision Fp3 = new(
        TensorFormat.Parse("fp3-er-ea/128"), TensorFormat.Parse("fp16"), TensorFormat.Parse("int8"));

    private static readonly PriceBook Book = new(Shipped.Technology);

    [Test]
    public void Price_OneEventOfEachCounter_IsItsPublishedPrice()
    {
        PriceList prices = PriceList.Compile(Book, Design(new BitSerialFabric()), Fp3);
        Assert.Multiple(() =>
        {
            Assert.That(Compute(new() { PeActiveCycles = 1 }), Is.EqualTo(0.56 * 1.5).Within(1e-9));
            Assert.That(Compute(new() { PeIdleCycles = 1 }), Is.EqualTo(0.56 * 1.5 * 0.3).Within(1e-9));
            // Table X: the encoders of one tile take 1.86 mW at 1 GHz.
            Assert.That(Compute(new() { EncoderCycles = 1 }), Is.EqualTo(1.86 * 1.5).Within(1e-9));
            Assert.That(Compute(new() { AccumulatorUpdates = 1 }), Is.EqualTo(0.63 * 1.5).Within(1e-9));
            Assert.That(Compute(new() { VectorOperations = 1 }), Is.EqualTo(0.77 * 1.5).Within(1e-9));
            Assert.That(prices.Price(new() { DramReadBytes = 3, DramWriteBytes = 5 }).Dram.Value * 1e12,
                Is.EqualTo(18.75 * 64).Within(1e-9));
        });

        double Compute(ActivityCounts counts) => prices.Price(counts).Compute.Value * 1e12;
    }

    [Test]
    public void Price_OneAccessOfAPort_IsTheBuffersEnergyInCacti()
    {
        // 4 lanes x 4 bits x 32 rows / 2 = 256 bits of weights; 4 x 16 x 32 / 2 = 1024 bits of activations.
        PriceList prices = PriceList.Compile(Book, Design(new BitSerialFabric()), Fp3);
        EnergyBreakdown read = prices.Price(new ActivityCounts { WeightReadBits = 256, ActivationReadBits = 1024 });
        EnergyBreakdown write = prices.Price(new ActivityCounts { WeightWriteBits = 64, ActivationWriteBits = 64 });
        Assert.That(read.Sram.Value * 1e12, Is.EqualTo(70.0928 + 138.4416).Within(1e-6));
        Assert.That(write.Sram.Value * 1e12, Is.EqualTo(12.92946 + 9.75565).Within(1e-6));
    }

    [Test]
    public void Price_Cycles_LeakAtTheDesignsClock()
    {
        Design design = Design(new BitSerialFabric()) with { Clock = new Hertz(5e8) };
        PriceList prices = PriceList.Compile(Book, design, Fp3);
        double mebibytes = (512 + 512 + 64) / 1024.0;
        Assert.That(prices.StaticPower.Value, Is.EqualTo(0.1112e-3 * mebibytes).Within(1e-12));
        Assert.That(prices.Price(new ActivityCounts { Cycles = 500_000_000 }).Static.Value,
            Is.EqualTo(0.1112e-3 * mebibytes).Within(1e-12));
    }

    [Test]
    public void Price_SumOfCounts_IsSumOfPrices()
    {
        PriceList prices = PriceList.Compile(Book, Design(new BitSerialFabric()), Fp3);
        ActivityCounts one = new()
        {
            Cycles = 7, PeActiveCycles = 11, WeightReadBits = 13, OutputWriteBits = 17, DramReadBytes = 19,
        };
        ActivityCounts both = one;
        both.AddTimes(one, 999);
        EnergyBreakdown energy = prices.Price(one);
        Assert.That(prices.Price(both).Total.Value, Is.EqualTo(energy.Total.Value * 1000).Within(1e-9).Percent);
        Assert.That((energy + energy).OnChip.Value, Is.EqualTo(energy.OnChip.Value * 2));
    }

    [Test]
    public void Price_CalledOften_AllocatesNothing()
    {
        PriceList prices = PriceList.Compile(Book, Design(new BitSerialFabric()), Fp3);
        ActivityCounts counts = new() { Cycles = 5, PeActiveCycles = 5 };
        double sum = prices.Price(counts).Total.Value;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            sum += prices.Price(counts).Total.Value;
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(sum, Is.Positive);
    }

    [TestCase(BitSerialPe.BitSerial, null, 4, 1507.7)]
    [TestCase(BitSerialPe.BitSerial, null, 8, 1507.7 + (4 * 209.1))]
    [TestCase(BitSerialPe.BitSerial, null, 1, 1507.7 - (3 * 209.1))]
    [TestCase(BitSerialPe.BitSerial, "pe-bit-serial-synthesis", 4, 97090.0 / 64)]
    [TestCase(BitSerialPe.Fp16, null, 1, 1968.7)]
    [TestCase(BitSerialPe.Fp16, null, 2, 2 * 1968.7)]
    [TestCase(BitSerialPe.Fp16Int8, "pe-fp16-int8-ant", 1, 1318.6)]
    public void Area_OfPes_ScalesWithLanesAndKind(BitSerialPe pe, string? price, int lanes, double um2EachPe)
    {
        BitSerialFabric fabric = new() { Pe = pe, PePrice = price, Lanes = lanes, Rows = 16, Columns = 8 };
        Precision precision = pe == BitSerialPe.BitSerial ? Fp3 : Fp3 with { Weights = TensorFormat.Parse("int8") };
        AreaBreakdown area = PriceList.Compile(Book, Design(fabric), precision).Area;
        Assert.That(area.Pes.Value, Is.EqualTo(um2EachPe * 128e-6).Within(0.01).Percent);
    }

    [Test]
    public void Area_OfATile_HasTableTensEncoders()
    {
        BitSerialFabric tile = new() { Rows = 8, Columns = 8 };
        AreaBreakdown area = PriceList.Compile(Book, Design(tile), Fp3).Area;
        Assert.That(area.Edge.Value * 1e6, Is.EqualTo(2419).Within(0.01).Percent);
        Assert.That(area.Accumulators.Value * 1e6, Is.EqualTo(8 * 1289.7).Within(1e-6));
        Assert.That(area.Total.Value, Is.EqualTo(
            area.Pes.Value + area.Edge.Value + area.Accumulators.Value + area.VectorUnit.Value + area.Buffers.Value));
    }

    [Test]
    public void Compile_DramWithoutPrice_SaysWhich()
    {
        Design design = Design(new BitSerialFabric()) with { Dram = new Dram { Type = "core-memory" } };
        Assert.That(() => PriceList.Compile(Book, design, Fp3),
            Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("core-memory"));
    }

    [Test]
    public void Compile_PeWithoutPrice_SaysWhich()
    {
        Design design = Design(new BitSerialFabric { PePrice = "pe-of-tomorrow" });
        Assert.That(() => PriceList.Compile(Book, design, Fp3),
            Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("pe-of-tomorrow-lane"));
    }

    private static Design Design(BitSerialFabric fabric) =>
        new() { Name = "test", Technology = Shipped.Technology, Fabric = fabric };
}
