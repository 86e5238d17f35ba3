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

    private static Design Of(string memory, double gigabytes = 32) => new()
    {
        Name = "d", Technology = Shipped.Technology, Fabric = new BitSerialFabric(),
        Dram = new Dram
        {
            Type = memory, Device = Shipped.Dram(memory), Bandwidth = BytesPerSecond.FromGigabytes(gigabytes),
        },
    };
}
