using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Drams;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Sim.Memory;
using Accel.Sim.Schedules;
using Accel.Tests.CostModel.TableLookup;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.Memory;

public class DramAccessTests
{
    private static readonly Precision Bytes =
        new(TensorFormat.Parse("int8/128"), TensorFormat.Parse("fp16"), TensorFormat.Parse("int8"));

    private static readonly DramAccess Copying = new()
    {
        WeightBytes = 1 << 20, WeightRun = 1 << 16, OutputBytes = 1 << 20, OutputRun = 4096, OutputBlock = 4096,
    };

    [Test]
    public void Efficiency_OfWeightsAlone_IsThatOfLongReads()
    {
        Design design = Of("ddr4-3200");
        DramAccess access = new() { WeightBytes = 1 << 20, WeightRun = 1 << 18 };
        Assert.That(access.Efficiency(design), Is.EqualTo(DramAccess.Sequential(design)).Within(0.01));
        Assert.That(default(DramAccess).Efficiency(design), Is.EqualTo(DramAccess.Sequential(design)));
    }

    [Test]
    public void Efficiency_WithOutputsBetween_PaysATurnABlock()
    {
        Design design = Of("ddr4-3200");
        DramDevice dram = design.Dram.Device!;
        double reads = DramEfficiency.Of(dram, DramPattern.Runs(1 << 16)).Efficiency;
        double writes = DramEfficiency.Of(dram, DramPattern.Runs(4096)).Efficiency;
        double turns = 256 * dram.Timing.Turnaround(dram.Burst) * 1e-9 * 32e9;
        double expected = (2 << 20) / (((1 << 20) / reads) + ((1 << 20) / writes) + turns);
        Assert.That(Copying.Efficiency(design), Is.EqualTo(expected).Within(1e-9));
        Assert.That((Copying with { OutputRun = 128 }).Efficiency(design), Is.LessThan(Copying.Efficiency(design)));
    }

    [Test]
    public void RateOf_WhatTheDesignSays_IsLeftAlone()
    {
        Design said = Of("ddr4-3200") with { Dram = new Dram { Efficiency = 0.5, Device = Shipped.Dram("ddr4") } };
        Design unknown = said with { Dram = new Dram() };
        Assert.That(Copying.RateOf(said, DramRate.Of(said)), Is.EqualTo(DramRate.Of(said, 0.5)));
        Assert.That(Copying.RateOf(unknown, DramRate.Of(unknown)),
            Is.EqualTo(DramRate.Of(unknown, Shipped.Technology.DramPrice("ddr4").Efficiency)));
    }

    [Test]
    public void Efficiency_OnABoard_IsAtMostWhatTheBoardReaches()
    {
        Design design = Of("ddr4-3200") with { Technology = Shipped.Device("kv260") };
        Assert.That(DramAccess.Sequential(design), Is.EqualTo(0.83).Within(1e-12));
    }

    [Test]
    public void RateOf_MoreBandwidth_IsNeverSlower()
    {
        long last = 0;
        for (double gigabytes = 1; gigabytes < 2000; gigabytes *= 1.1)
        {
            Design design = Of("ddr4-3200", gigabytes);
            long ticks = Copying.RateOf(design, default).TicksPerCycle;
            Assert.That(ticks, Is.GreaterThanOrEqualTo(last));
            last = ticks;
        }
    }

    [Test]
    public void Time_OfDecoding_IsThatOfTheComputedShare()
    {
        Design design = Of("ddr4-3200");
        Design same = design with { Dram = design.Dram with { Efficiency = DramAccess.Sequential(design) } };
        GemmOperator gemm = new()
        {
            Name = "g", Role = OperatorRole.Linear, M = 1, K = 4096, N = 4096, Instances = 1, Layers = 1,
        };
        ActivityCounts computed = Time(design), said = Time(same);
        Assert.That(computed.Cycles, Is.EqualTo(said.Cycles).Within(1).Percent);
        Assert.That(computed.DramReadBytes, Is.EqualTo(said.DramReadBytes));

        ActivityCounts Time(Design one) => ScheduleList.Get("accel").Time(
            new RunContext(one, Shipped.Model("llama-2-7b"), Bytes, Phase.Prefill(1), 1), gemm);
    }

    [Test]
    public void Prices_WithABoundary_AreTheMemorysOwn()
    {
        Design design = Of("ddr4-3200");
        PriceBook book = new(Shipped.Technology);
        double usual = PriceList.Compile(book, design, Bytes).DramPjPerByte;
        Assert.That(usual, Is.EqualTo(18.75 * 8));
        Assert.That(With(DramBoundary.Device) / 8, Is.EqualTo(11.5).Within(0.3));
        Assert.That(With(DramBoundary.FullPath) - With(DramBoundary.Device), Is.EqualTo(7.5 * 8).Within(1e-9));

        double With(DramBoundary boundary) => PriceList.Compile(
            book, design with { Dram = design.Dram with { Boundary = boundary } }, Bytes).DramPjPerByte;
    }

    [TestCase(64, 64)]
    [TestCase(8192, 8192)]
    public void ExtraRows_OfRuns_AreOneARunLessThoseOfLongReads(double run, double bytesARow)
    {
        Design design = Priced("ddr4-3200");
        DramDevice dram = design.Dram.Device! with { Mapping = DramMapping.GroupHigh };
        design = design with { Dram = design.Dram with { Device = dram } };
        DramAccess access = new() { WeightRun = 1e9, ActivationRun = run, OutputRun = run };
        Assert.That(access.ExtraRows(design, 1 << 30, 0, 0), Is.Zero, "long reads open nothing besides");
        double expected = (1 << 20) * ((1 / bytesARow) - (1d / dram.RowBytes));
        Assert.That(access.ExtraRows(design, 1 << 30, 1 << 20, 0), Is.EqualTo(expected).Within(1e-6));
        Assert.That(access.ExtraRows(design, 0, 1 << 20, 1 << 20), Is.EqualTo(2 * expected).Within(1e-6));
        Assert.That(access.ExtraRows(Of("ddr4-3200"), 0, 1 << 20, 1 << 20), Is.Zero, "nobody asks for the memory's own");
    }

    /// <summary>Each stream opens rows by its own runs, and each has its price.</summary>
    [Test]
    public void Energy_OfShortRuns_HasTheRowsThatTheyOpen()
    {
        Design design = Priced("ddr4-3200") with { Buffers = new BufferSet { Activations = Bits.FromKibibytes(2) } };
        ActivityCounts narrow = Time(64), wide = Time(4096);
        Assert.That(narrow.DramExtraRows, Is.Positive);
        Assert.That((double)narrow.DramExtraRows / narrow.DramWriteBytes,
            Is.GreaterThan((double)wide.DramExtraRows / wide.DramWriteBytes));
        PriceList prices = PriceList.Compile(new PriceBook(Shipped.Technology), design, Bytes);
        DramEnergies own = design.Dram.Device!.Energies;
        double rows = prices.Price(narrow).Dram.Value - prices.Price(narrow with { DramExtraRows = 0 }).Dram.Value;
        Assert.That(rows, Is.EqualTo(narrow.DramExtraRows * own.ActivationPj * 1e-12).Within(1e-6).Percent);
        Assert.That(prices.Price(new ActivityCounts { DramWriteBytes = 1 }).Dram.Value
            - prices.Price(new ActivityCounts { DramReadBytes = 1 }).Dram.Value,
            Is.EqualTo((own.WriteBitPj - own.ReadBitPj) * 8e-12).Within(1e-18));

        ActivityCounts Time(long n) => ScheduleList.Get("accel").Time(
            new RunContext(design, Shipped.Model("llama-2-7b"), Bytes, Phase.Prefill(512), 1), new GemmOperator
            {
                Name = "g", Role = OperatorRole.Linear, M = 512, K = 256, N = n, Instances = 1, Layers = 1,
            });
    }

    [Test]
    public void LookupDesign_WhoseShareIsLeftOpen_HasOneForEachOperator()
    {
        Design open = KvDesign.Tellme with
        {
            Dram = KvDesign.Tellme.Dram with { Type = "ddr4-2400", Device = Shipped.Dram("ddr4-2400"), Efficiency = null },
            Buffers = KvDesign.Tellme.Buffers with { Activations = Bits.FromKibibytes(2) },
        };
        Precision formats = open.Precision.Over(open.Fabric.DefaultPrecision);
        ActivityCounts spilled = Time(open);
        ActivityCounts said = Time(open with
        {
            Dram = open.Dram with { Efficiency = DramAccess.Sequential(open) },
        });
        Assert.That(spilled.DramReadBytes, Is.EqualTo(said.DramReadBytes));
        Assert.That(spilled.DramCycles, Is.GreaterThan(said.DramCycles), "rows of results turn the bus");

        ActivityCounts Time(Design one) => ScheduleList.Get("accel").Time(
            new RunContext(one, Shipped.Model("bitnet-b1.58-0.7b"), formats, Phase.Prefill(128), 1), new GemmOperator
            {
                Name = "g", Role = OperatorRole.Linear, M = 128, K = 1536, N = 1536, Instances = 1, Layers = 1,
            });
    }

    private static Design Priced(string memory) => Of(memory) is var design
        ? design with { Dram = design.Dram with { Boundary = DramBoundary.Device } } : null!;

    private static Design Of(string memory, double gigabytes = 32) => new()
    {
        Name = "d", Technology = Shipped.Technology, Fabric = new BitSerialFabric(),
        Dram = new Dram
        {
            Type = memory, Device = Shipped.Dram(memory), Bandwidth = BytesPerSecond.FromGigabytes(gigabytes),
        },
    };
}
