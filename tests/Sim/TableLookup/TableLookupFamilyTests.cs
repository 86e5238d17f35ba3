using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;
using Accel.Sim.Schedules;
using Accel.Sim.TableLookup;
using Accel.Tests.Sim.Schedules;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.TableLookup;

public class TableLookupFamilyTests
{
    private static readonly ISchedule Schedule = ScheduleList.Get("accel");

    // Half tables of pairs, four of them, two lookups: vectors of 16 bits, 47 to a beat. M = 3, K = 16 (two steps of 8),
    // N = 12: six iterations, as many as the 1 + 1 + 4 cycles of a build. DRAM moves 64 bits a cycle: a beat in 12, a row
    // of 16 activations in 2. A lookup takes 1 + 1 + 2 + 3 cycles, so that 12 fill the pipeline.
    //
    //   load 64 + 12 | rows 3 x 2 x 6, fill 12
    [TestCase(3456, 4096, false, 76 + 36 + 12, 36 + 12, 12, 96, TestName = "Time_ByHand_LoadsThenMultiplies")]

    // 767 bits are not twice those of the activations: the first row is waited for, and the others come meanwhile.
    [TestCase(3456, 767, false, 76 + 2 + 36 + 12, 36 + 12, 12 + 6, 96 + 48, TestName = "Time_ByHand_StreamsRows")]

    // The load and all rows take longer than multiplying.
    [TestCase(3456, 767, true, 76 + 6, 36 + 12, 12 + 6, 96 + 48, TestName = "Time_ByHand_OverlapsTheLoad")]

    // Words for 11 vectors are five channels, of which two iterations are four: three parts of two iterations each, whose
    // steps take the 6 cycles of a build, so that 8 fill the pipeline. Each takes a beat, and a pass of the rows.
    [TestCase(792, 767, false, 3 * (76 + 2 + 36 + 8), 3 * (36 + 8), 3 * (12 + 6), 3 * (96 + 48),
        TestName = "Time_ByHand_CutsAlongChannels")]
    public void Time(
        long weights, long activations, bool overlaps, long cycles, long compute, long dram, long bytes)
    {
        RunContext context = LookupRuns.Context(
            ByHand(weights, activations, overlaps), Phase.Prefill(3), Shipped.Model("llama-2-7b"));
        ActivityCounts counts = Schedule.Time(context, LookupRuns.Gemm(3, 16, 12));
        Assert.That(counts.Cycles, Is.EqualTo(cycles));
        Assert.That(counts.ComputeCycles, Is.EqualTo(compute));
        Assert.That(counts.DramCycles, Is.EqualTo(dram));
        Assert.That(counts.DramReadBytes, Is.EqualTo(bytes));
        Assert.That(counts.DramWriteBytes, Is.Zero);
        Assert.That(counts.Macs, Is.EqualTo(3 * 16 * 12));
        Assert.That(counts.PeActiveCycles, Is.EqualTo(3 * 2 * 12 * 4));
        Assert.That(counts.PeIdleCycles, Is.EqualTo((compute * 8) - counts.PeActiveCycles));
        Assert.That(counts.WeightReadBits, Is.EqualTo(3 * 2 * 12 * 16));
        Assert.That(counts.WeightWriteBits, Is.EqualTo(2 * 12 * 16));
        Assert.That(counts.OutputReadBits, Is.EqualTo(counts.OutputWriteBits), "what is added to, and what leaves");
    }

    [Test]
    public void Time_LookupsThatStartRarely_KeepTheirIntervalBetweenParts()
    {
        // Three parts of two iterations, every 20 cycles, in two steps of three rows. A part alone takes 6 + 7 - 1 cycles
        // for its first build and behind its last lookup: seven less than the 19 of the interval that it does not use.
        Design design = ByHand(792, 4096, overlaps: false);
        design = design with { Fabric = (TableLookupFabric)design.Fabric with { Interval = 20 } };
        ActivityCounts counts = Schedule.Time(
            LookupRuns.Context(design, Phase.Prefill(3), Shipped.Model("llama-2-7b")), LookupRuns.Gemm(3, 16, 12));
        Assert.That(counts.Cycles, Is.EqualTo(3 * (76 + (3 * 2 * 40))));
        Assert.That(counts.ComputeCycles, Is.EqualTo(3 * ((3 * 2 * 40) - 7)));
    }

    [Test]
    public void Time_LinearLayers_ComputeForTheMachinesCyclesOfEachPart()
    {
        var random = new Random(81);
        int cut = 0;
        for (int i = 0; i < 400; i++)
        {
            RunContext context = LookupRuns.Random(random, Phase.Prefill(1));
            GemmOperator gemm = LookupRuns.Gemm(random.Next(1, 5), random.Next(1, 60), random.Next(1, 40));
            var fabric = (TableLookupFabric)context.Design.Fabric;
            var engine = LookupEngine.From(fabric);
            WeightParts parts = WeightParts.Of(engine, fabric, context.Design.Buffers, gemm.K, gemm.N);
            ActivityCounts all = default;
            long sum = 0;
            for (int kind = 0; kind < WeightParts.Kinds; kind++)
            {
                (long count, long channels) = parts[kind];
                if (count > 0)
                {
                    all.AddTimes(
                        new LookupCase(engine, (int)gemm.M, (int)gemm.K, (int)channels, i).Machine().Run(), count);
                    sum += count * channels;
                }
            }

            Assert.That(sum, Is.EqualTo(gemm.N));
            ActivityCounts counts = Schedule.Time(context, gemm);
            Assert.That(counts.ComputeCycles, Is.EqualTo(all.Cycles), $"case {i}");
            Assert.That(
                counts with
                {
                    Cycles = 0, ComputeCycles = 0, DramCycles = 0, WeightWriteBits = 0, ActivationWriteBits = 0,
                    DramReadBytes = 0, DramWriteBytes = 0,
                },
                Is.EqualTo(all with
                {
                    Cycles = 0, ComputeCycles = 0,
                    OutputReadBits = all.OutputReadBits + (gemm.M * gemm.N * LookupEngine.SumBits),
                }),
                $"case {i}");
            cut += parts.Count > 1 ? 1 : 0;
        }

        Assert.That(cut, Is.InRange(100, 390));
    }

    [Test]
    public void Time_AnyRun_KeepsToItsResources()
    {
        var random = new Random(83);
        for (int i = 0; i < 600; i++)
        {
            Phase phase = random.Next(2) == 0 ? Phase.Prefill(random.Next(1, 50)) : Phase.Decode(7, random.Next(1, 90));
            RunContext context = LookupRuns.Random(random, phase);
            RunContext once = context with { Phase = phase with { Steps = 1 } };
            foreach (GemmOperator gemm in LookupRuns.Linears(context))
            {
                ActivityCounts counts = Schedule.Time(context, gemm);
                Assert.That(
                    counts.Cycles, Is.GreaterThanOrEqualTo(Math.Max(counts.ComputeCycles, counts.DramCycles)), $"{i}");
                Assert.That(counts.PeIdleCycles, Is.GreaterThanOrEqualTo(0));
                Assert.That(counts.Macs, Is.EqualTo(gemm.Macs * gemm.Count * phase.Steps));
                ActivityCounts expected = default;
                expected.AddTimes(Schedule.Time(once, gemm), phase.Steps);
                Assert.That(counts, Is.EqualTo(expected), "each step is like the other");
            }
        }
    }

    [TestCase("bandwidth")]
    [TestCase("weights")]
    [TestCase("activations")]
    [TestCase("outputs")]
    public void Time_MoreOfAResource_IsNeverSlower(string resource)
    {
        var random = new Random(85);
        int faster = 0;
        for (int i = 0; i < 800; i++)
        {
            RunContext context = LookupRuns.Random(random, Phase.Prefill(random.Next(1, 30)));
            int times = random.Next(2, 6);
            Design design = context.Design;
            BufferSet buffers = design.Buffers;
            Design more = resource switch
            {
                "bandwidth" => design with { Dram = design.Dram with { Bandwidth = design.Dram.Bandwidth * times } },
                "weights" => design with { Buffers = buffers with { Weights = buffers.Weights * times } },
                "activations" => design with { Buffers = buffers with { Activations = buffers.Activations * times } },
                _ => design with { Buffers = buffers with { Outputs = buffers.Outputs * times } },
            };
            foreach (GemmOperator gemm in LookupRuns.Linears(context))
            {
                long before = Schedule.Time(context, gemm).Cycles;
                long after = Schedule.Time(context with { Design = more }, gemm).Cycles;

                // Parts are whole beats: fewer of them need not have fewer beats, by less than one each.
                long beats = (PartsOf(context with { Design = more }, gemm) - 1) * gemm.Count;
                long rounding = beats * context.DramRate.CeilCycles(768 * DramRate.TicksPerBit);
                Assert.That(after, Is.LessThanOrEqualTo(before + rounding), () => $"case {i} {gemm} {context}");
                faster += after < before ? 1 : 0;
            }
        }

        Assert.That(faster, Is.GreaterThan(100));
    }

    [Test]
    public void Time_CalledAgain_AllocatesNothing()
    {
        var random = new Random(87);
        RunContext context = LookupRuns.Random(random, Phase.Decode(20, 40));
        GemmOperator[] operators = [.. RandomRuns.Operators(context).OfType<GemmOperator>()];
        Array.ForEach(operators, work => Schedule.Time(context, work));
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (GemmOperator work in operators)
        {
            Schedule.Time(context, work);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static long PartsOf(in RunContext context, GemmOperator gemm)
    {
        var fabric = (TableLookupFabric)context.Design.Fabric;
        return WeightParts.Of(LookupEngine.From(fabric), fabric, context.Design.Buffers, gemm.K, gemm.N).Count;
    }

    private static Design ByHand(long weights, long activations, bool overlaps) => new()
    {
        Name = "by-hand",
        Clock = new Hertz(1e9),
        Technology = Shipped.Technology,
        Fabric = new TableLookupFabric
        {
            Group = 2, Tables = 4, Lookups = 2, Variant = LookupVariant.Half, OverlapsLoad = overlaps,
        },
        Buffers = new BufferSet { Weights = new(weights), Activations = new(activations), Outputs = new(12 * 32) },
        Dram = new Dram { Bandwidth = BytesPerSecond.FromGigabytes(8), Efficiency = 1 },
    };
}
