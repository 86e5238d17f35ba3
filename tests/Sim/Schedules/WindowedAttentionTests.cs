using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;
using Accel.Sim.Schedules;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.Schedules;

/// <summary>Attention to sinks and a window, in decode and in prefill, under the <c>accel</c> schedule.</summary>
public class WindowedAttentionTests
{
    private static readonly ISchedule Schedule = ScheduleList.Get("accel");

    [TestCase("bit-serial")]
    [TestCase("systolic")]
    [TestCase("table-lookup")]
    public void Time_LimitedDecode_IsTheStepsUpToTheLimitAndThoseAtIt(string kind)
    {
        var random = new Random(53);
        for (int i = 0; i < 200; i++)
        {
            long steps = random.Next(2, 60), start = random.Next(1, 60), limit = random.Next(1, 130);
            RunContext context = Context(kind, random, Phase.Decode(steps, start));
            long growing = Math.Clamp(limit - start + 1, 0, steps);
            foreach (Operator work in Expand(context, limit))
            {
                ActivityCounts expected = default;
                if (growing > 0)
                {
                    expected.Add(Full(context with { Phase = Phase.Decode(growing, start) }, work.Name));
                }

                if (growing < steps)
                {
                    expected.Add(Full(
                        context with { Phase = Phase.Decode(steps - growing, limit, contextGrows: false) }, work.Name));
                }

                // What does not meet the context is not cut, so that its cycles are rounded once.
                bool isCut = work.ContextAxis != ContextAxis.None && limit < start + steps - 1;
                Assert.That(Schedule.Time(context, work),
                    Is.EqualTo(isCut ? expected : Full(context, work.Name)), $"case {i} {work.Name} {limit}");
            }
        }
    }

    /// <summary>Against steps that are each planned and rounded alone: counts are equal, cycles nearly.</summary>
    [TestCase("bit-serial")]
    [TestCase("systolic")]
    [TestCase("table-lookup")]
    public void Time_LimitedDecode_IsTheSumOfItsSteps(string kind)
    {
        var random = new Random(59);
        for (int i = 0; i < 60; i++)
        {
            int steps = random.Next(2, 30), start = random.Next(1, 30);
            foreach (long limit in new long[] { 1, start, start + (steps / 2), start + steps - 1, start + steps, 500 })
            {
                RunContext context = Context(kind, random, Phase.Decode(steps, start));
                foreach (Operator work in Expand(context, limit).Where(work => work.ContextAxis != ContextAxis.None))
                {
                    ActivityCounts sum = default;
                    for (long step = 0; step < steps; step++)
                    {
                        sum.Add(Full(
                            context with { Phase = Phase.Decode(1, Math.Min(start + step, limit)) }, work.Name));
                    }

                    ActivityCounts timed = Schedule.Time(context, work);
                    string what = $"case {i} {work.Name} {limit}";
                    Assert.That((timed.Macs, timed.VectorOperations), Is.EqualTo((sum.Macs, sum.VectorOperations)), what);
                    if (kind == "table-lookup")
                    {
                        Assert.That(timed.Cycles, Is.EqualTo(sum.Cycles).Within(steps * work.Layers), what);
                        Assert.That(timed.DramBytes, Is.EqualTo(sum.DramBytes).Within(2 * steps * work.Layers), what);
                    }
                    else
                    {
                        // One plan serves all steps, and plans that move less are taken at a small loss of time.
                        Assert.That(timed.Cycles, Is.GreaterThan(sum.Cycles * 0.95 - (steps * work.Layers)), what);
                    }
                }
            }
        }
    }

    [TestCase("bit-serial")]
    [TestCase("systolic")]
    [TestCase("table-lookup")]
    public void Time_LimitedDecode_AppendsEveryStepToTheCache(string kind)
    {
        var random = new Random(61);
        for (int i = 0; i < 40; i++)
        {
            // Whole bytes a step, and nothing but keys and values goes to DRAM.
            RunContext context = Context(kind, random, Phase.Decode(40, 20));
            bool isTable = kind == "table-lookup";
            context = context with
            {
                Design = context.Design with
                {
                    Buffers = new BufferSet { Activations = new Bits(1L << 30) },
                    Fabric = isTable
                        ? new TableLookupFabric { Attention = new AttentionUnit { DecodeLanes = 16 } }
                        : context.Design.Fabric,
                },
                Model = (ModelShape)context.Model with { HeadDim = 16 },
                Precision = isTable ? context.Precision
                    : context.Precision with { KvCache = TensorFormat.Parse("int8") },
            };
            foreach (GemmOperator work in Expand(context, 30).OfType<GemmOperator>().Where(gemm => gemm.IsAttention))
            {
                Assert.That(Schedule.Time(context, work).DramWriteBytes,
                    Is.EqualTo(Full(context, work.Name).DramWriteBytes), $"case {i} {work.Name}");
            }
        }
    }

    [TestCase("bit-serial")]
    [TestCase("systolic")]
    public void Time_LimitedPrefill_ComputesTheLimitForEachTokenAndWritesTheWholeCache(string kind)
    {
        var random = new Random(67);
        for (int i = 0; i < 40; i++)
        {
            RunContext context = Context(kind, random, Phase.Prefill(50));
            context = context with
            {
                Design = context.Design with { Buffers = new BufferSet { Activations = new Bits(1L << 30) } },
            };
            foreach (GemmOperator work in Expand(context, 30).OfType<GemmOperator>().Where(gemm => gemm.IsAttention))
            {
                ActivityCounts timed = Schedule.Time(context, work);
                ActivityCounts whole = Full(context, work.Name);
                Assert.That(timed.Macs * 50, Is.EqualTo(whole.Macs * 30), $"case {i} {work.Name}");
                Assert.That(timed.Cycles, Is.LessThan(whole.Cycles));
                Assert.That(timed.DramWriteBytes, Is.EqualTo(whole.DramWriteBytes));
            }
        }
    }

    /// <summary>Groups of reversed attention pass what the mask and the limit leave, whichever is less.</summary>
    [Test]
    public void Time_LimitedPrefillOfTableLookup_IsTheWalkOfItsGroups([Values] AttentionOrder order, [Values(0.05, 0.4, 40)] double gigabytes)
    {
        for (int tokens = 1; tokens <= 14; tokens++)
        {
            for (int limit = 1; limit <= 16; limit++)
            {
                AttentionUnit unit = new() { Queries = 3, Lanes = 4, Order = order };
                RunContext context = TableLookup(unit, Phase.Prefill(tokens), gigabytes);
                (long loads, long pairs, long ticks) = Walk(context, unit, tokens, limit);
                GemmOperator[] both = [.. Expand(context, limit).OfType<GemmOperator>().Where(gemm => gemm.IsAttention)];
                ActivityCounts scores = Schedule.Time(context, both[0]);
                ActivityCounts values = Schedule.Time(context, both[1]);
                string what = $"{tokens} tokens, limit {limit}";
                Assert.That(scores.Macs, Is.EqualTo(pairs * 96 * both[0].Layers), what);
                Assert.That(values.WeightReads, Is.EqualTo(loads * 48 * both[0].Layers), what);
                Assert.That(scores.Cycles,
                    Is.EqualTo(context.DramRate.CeilCycles((ticks + 1) / 2) * both[0].Layers), what);
            }
        }
    }

    [Test]
    public void Time_LimitedDecodeAgain_AllocatesNothing()
    {
        var random = new Random(71);
        RunContext context = Context("bit-serial", random, Phase.Decode(40, 20));
        RunContext other = context with { Phase = Phase.Decode(9, 28) };
        Operator[] operators = [.. Expand(context, 30)];
        Array.ForEach(operators, work => (Schedule.Time(context, work), Schedule.Time(other, work)).ToString());
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (Operator work in operators)
        {
            Schedule.Time(context, work);
            Schedule.Time(other, work);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    /// <summary>Group by group, from the last tokens backwards; both operators' ticks together.</summary>
    private static (long Loads, long Pairs, long Ticks) Walk(
        in RunContext context, AttentionUnit unit, long tokens, long limit)
    {
        const long Ticks = DramRate.TicksPerBit, Beat = 96 / 4, KvBits = 48 * 16;
        bool isNaive = unit.Order == AttentionOrder.Naive;
        bool isOnChip = tokens * 96 * 16 * 2 <= context.Design.Buffers.Activations.Count;
        long scores = isNaive ? 4 * Math.Min(tokens, limit) * 16 : 0;
        long perToken = 2 * Ticks * ((isOnChip ? 0 : 96 * 16) + KvBits + scores);
        (long loads, long pairs, long ticks) = (0, 0, 0);
        for (long newest = tokens; newest > 0; newest -= unit.Queries)
        {
            long queries = Math.Min(unit.Queries, newest);
            long positions = Math.Min(isNaive ? tokens : newest, limit);
            loads += positions;
            ticks += Math.Max((positions + queries) * Beat * context.DramRate.TicksPerCycle,
                (positions * 2 * KvBits * Ticks) + (queries * perToken));
        }

        for (long token = 1; token <= tokens; token++)
        {
            pairs += Math.Min(token, limit);
        }

        return (loads, pairs, ticks);
    }

    private static IReadOnlyList<Operator> Expand(in RunContext context, long limit) => WorkloadOperators.Expand(
        context.Model, context.Phase, context.Batch, LogitsRule.All,
        new AttentionPattern { Sinks = limit / 3, Window = limit - (limit / 3) });

    /// <summary>The operator of that name when tokens attend to everything.</summary>
    private static ActivityCounts Full(in RunContext context, string name) => Schedule.Time(context,
        WorkloadOperators.Expand(context.Model, context.Phase, context.Batch, LogitsRule.All)
            .Single(work => work.Name == name));

    private static RunContext Context(string kind, Random random, Phase phase) => kind switch
    {
        "bit-serial" => RandomRuns.Context(random, phase),
        "systolic" => RandomRuns.Systolic(random, phase),
        _ => TableLookup(
            new AttentionUnit
            {
                Queries = random.Next(1, 9), Lanes = random.Next(1, 5), DecodeLanes = random.Next(3) * 8,
                Order = (AttentionOrder)random.Next(2),
            },
            phase, Math.ScaleB(1, random.Next(-3, 6))),
    };

    private static RunContext TableLookup(AttentionUnit unit, Phase phase, double gigabytes) => new(
        new Design
        {
            Name = "test", Technology = Shipped.Technology, Clock = new Hertz(250e6),
            Fabric = new TableLookupFabric { Attention = unit },
            Dram = new Dram { Bandwidth = BytesPerSecond.FromGigabytes(gigabytes), Efficiency = 0.83 },
            Buffers = new BufferSet { Activations = new Bits(10 * 96 * 16 * 2) },
        },
        Shipped.Model("bitnet-b1.58-0.7b") with { Hidden = 96, Layers = 2, Heads = 4, KvHeads = 2, HeadDim = 24 },
        new Precision(TensorFormat.Parse("ternary"), TensorFormat.Parse("int8"), TensorFormat.Parse("fp16")), phase, 1);
}
