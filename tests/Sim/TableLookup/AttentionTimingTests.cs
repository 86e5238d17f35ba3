using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;
using Accel.Sim.Schedules;
using Accel.Sim.TableLookup;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.TableLookup;

public class AttentionTimingTests
{
    private static readonly ModelShape Small = Shipped.Model("bitnet-b1.58-0.7b") with
    {
        Hidden = 96, Heads = 4, KvHeads = 2, HeadDim = 24,
    };

    [TestCase("bitnet-b1.58-0.7b", 64, 24 * ((64 * 68 / 8) + 64) * 768L)]
    [TestCase("bitnet-b1.58-0.7b", 128, 24 * ((128 * 132 / 8) + 128) * 768L)]
    public void Time_PrefillInReversedOrder_IsHalfTheSquare(string model, int tokens, long expected)
    {
        (ActivityCounts scores, ActivityCounts values) = Both(
            Context(Shipped.Model(model), new AttentionUnit { Queries = 4, Lanes = 2 }, Phase.Prefill(tokens), 19.2));
        Assert.That(24 * (scores.Cycles + values.Cycles), Is.EqualTo(expected));
    }

    [TestCase(1, 1)]
    [TestCase(3, 2)]
    [TestCase(4, 1)]
    [TestCase(7, 3)]
    [TestCase(32, 5)]
    public void Time_Prefill_IsTheWalk(int queries, int lanes)
    {
        foreach (double gigabytes in new[] { 0.05, 0.4, 1.5, 40 })
        {
            foreach (AttentionOrder order in Enum.GetValues<AttentionOrder>())
            {
                for (int tokens = 1; tokens <= 13; tokens++)
                {
                    AttentionUnit unit = new() { Queries = queries, Lanes = lanes, Order = order };
                    RunContext context = Context(Small, unit, new Phase(PhaseKind.Prefill, tokens, tokens + 5, 1), gigabytes);
                    AttentionWalk walk = Walk(context, unit, tokens, tokens + 5);
                    (ActivityCounts scores, ActivityCounts values) = Both(context);
                    long half = context.DramRate.CeilCycles((walk.Ticks + 1) / 2);
                    Assert.That((scores.Cycles, values.Cycles), Is.EqualTo((half, half)), $"{unit} {tokens} {gigabytes}");
                    Assert.That(scores.ComputeCycles + values.ComputeCycles, Is.EqualTo(walk.Cycles));
                    Assert.That(values.WeightReads, Is.EqualTo(walk.Loads * 48));
                    AssertSound(scores, values);
                }
            }
        }
    }

    [Test]
    public void Prefill_InReversedOrder_MeetsWhatTheMaskLeavesOnceAndLittleElse()
    {
        AttentionUnit unit = new() { Queries = 4, Lanes = 1 };
        RunContext context = Context(Small, unit, Phase.Prefill(11), 40);
        AttentionWalk walk = Walk(context, unit, 11, 11);
        Assert.That(walk.Met.Values, Has.All.EqualTo(1));
        Assert.That(walk.Met.Keys.Count(pair => pair.Position <= pair.Query), Is.EqualTo(66));
        Assert.That(walk.Met.Keys.Where(pair => pair.Position > pair.Query).Select(pair => pair.Position - pair.Query),
            Has.All.LessThan(unit.Queries));
        Assert.That(Both(context).Scores.Macs, Is.EqualTo(66 * 96));
    }

    [Test]
    public void Time_PrefillInNaiveOrder_TakesLongerAndSpillsScores()
    {
        foreach (string name in new[] { "bitnet-b1.58-0.7b", "bitnet-b1.58-2b-4t" })
        {
            AttentionUnit unit = new();
            (ActivityCounts reversed, _) = Both(Context(Shipped.Model(name), unit, Phase.Prefill(256), 19.2));
            (ActivityCounts naive, _) = Both(Context(
                Shipped.Model(name), unit with { Order = AttentionOrder.Naive }, Phase.Prefill(256), 19.2));
            Assert.That((double)naive.Cycles / reversed.Cycles, Is.InRange(1.9, 2));
            Assert.That(naive.DramWriteBytes - reversed.DramWriteBytes,
                Is.EqualTo(Shipped.Model(name).Heads * 256 * 256 * 2));
            Assert.That(naive.Macs, Is.EqualTo(reversed.Macs));
        }
    }

    /// <summary>An encoder's tokens see each other all: nothing is left out in either order.</summary>
    [Test]
    public void Time_OfAnEncoder_SkipsNothing()
    {
        AttentionUnit unit = new() { Queries = 4, Lanes = 8 };
        ModelShape encoder = Small with { IsDecoder = false };
        (ActivityCounts scores, ActivityCounts values) = Both(Context(encoder, unit, Phase.Prefill(16), 40));
        Assert.That(scores.Cycles + values.Cycles, Is.EqualTo(((4 * 16) + 16) * 12));
        Assert.That(scores.Macs, Is.EqualTo(16 * 16 * 96));
    }

    [TestCase(19.2, 16)]
    [TestCase(19.2, 0)]
    [TestCase(0.6, 16)]
    [TestCase(2.4, 16)]
    [TestCase(0.1, 0)]
    [TestCase(1.2, 0)]
    public void Time_DecodeOverAGrowingContext_IsTheSumOfItsSteps(double gigabytes, int lanes)
    {
        AttentionUnit unit = new() { DecodeLanes = lanes, Lanes = 2 };
        foreach (AttentionOrder order in Enum.GetValues<AttentionOrder>())
        {
            (ActivityCounts all, _) = Both(
                Context(Small, unit with { Order = order }, Phase.Decode(40, 7), gigabytes));
            ActivityCounts sum = default;
            for (int step = 0; step < 40; step++)
            {
                sum.Add(Both(Context(Small, unit with { Order = order }, Phase.Decode(1, 7 + step), gigabytes)).Scores);
            }

            // Each step rounds up by itself; the sum rounds once.
            Assert.That(sum.Cycles - all.Cycles, Is.InRange(0, 40));
            Assert.That((all.Macs, all.WeightReads, all.DramReadBytes, all.DramWriteBytes),
                Is.EqualTo((sum.Macs, sum.WeightReads, sum.DramReadBytes, sum.DramWriteBytes)));
        }
    }

    [TestCase(0.05)]
    [TestCase(0.4)]
    [TestCase(1.5)]
    [TestCase(40)]
    public void Time_DecodeWithoutLanesOfItsOwn_IsTheWalkOfOneQuery(double gigabytes)
    {
        foreach (AttentionOrder order in Enum.GetValues<AttentionOrder>())
        {
            AttentionUnit unit = new() { DecodeLanes = 0, Lanes = 5, Order = order };
            RunContext context = Context(Small, unit, Phase.Decode(30, 7), gigabytes);
            (long ticks, long cycles) = (0, 0);
            for (int step = 0; step < 30; step++)
            {
                AttentionWalk walk = Walk(context, unit, 1, context.Phase.Context + step);
                (ticks, cycles) = (ticks + walk.Ticks, cycles + walk.Cycles);
            }

            (ActivityCounts scores, ActivityCounts values) = Both(context);
            long half = context.DramRate.CeilCycles((ticks + 1) / 2);
            Assert.That((scores.Cycles, values.Cycles), Is.EqualTo((half, half)), $"{order}");
            Assert.That(scores.ComputeCycles + values.ComputeCycles, Is.EqualTo(cycles), $"{order}");
            AssertSound(scores, values);
        }
    }

    [Test]
    public void Time_Decode_IsTheLargerOfFetchAndLanes()
    {
        // 96 query elements over 16 lanes: 6 cycles a position; a position's keys are 2 x 24 x 16 bits.
        AttentionUnit unit = new() { DecodeLanes = 16 };
        (ActivityCounts fast, ActivityCounts same) = Both(Context(Small, unit, Phase.Decode(1, 100), 1000));
        Assert.That((fast.Cycles, fast.ComputeCycles), Is.EqualTo((600, 600)));
        Assert.That(same.Cycles, Is.EqualTo(600));
        (ActivityCounts slow, _) = Both(Context(Small, unit, Phase.Decode(1, 100), 0.25 / 0.83));
        Assert.That(slow.Cycles, Is.EqualTo(slow.DramCycles));
        Assert.That(slow.Cycles, Is.EqualTo(101 * 96).Within(0.05).Percent);
        Assert.That(slow.DramReadBytes, Is.EqualTo(100 * 96));
    }

    [Test]
    public void Time_OfABatch_IsItsSequencesOneAfterAnother()
    {
        RunContext one = Context(Small, new AttentionUnit(), Phase.Decode(1, 100), 1000);
        long single = Both(one).Scores.Cycles;
        Assert.That(Both(one with { Batch = 3 }).Scores.Cycles, Is.EqualTo(3 * single));
    }

    [TestCase(1, 0)]
    [TestCase(2, 0)]
    [TestCase(3, 96 * 2)]
    public void Time_OfABatch_KeepsQueriesOnChipWhileThoseOfAllSequencesFit(int batch, long tokenBytes)
    {
        // Half of the buffer holds ten tokens' queries of two bytes; a sequence has five of them.
        RunContext context = Context(Small, new AttentionUnit { Queries = 5 }, Phase.Prefill(5), 40);
        (ActivityCounts scores, ActivityCounts values) = Both(context with { Batch = batch });
        Assert.That(scores.DramReadBytes, Is.EqualTo(batch * 5 * (96 + tokenBytes)));
        Assert.That(values.DramWriteBytes, Is.EqualTo(batch * 5 * (96 + tokenBytes)));
    }

    private static AttentionWalk Walk(in RunContext context, AttentionUnit unit, long tokens, long positions)
    {
        const long Width = 96, KvBits = 48 * 16, Ticks = DramRate.TicksPerBit;
        long scores = unit.Order == AttentionOrder.Naive ? 4 * positions * 16 : 0;
        bool isOnChip = tokens * Width * 16 * 2 <= context.Design.Buffers.Activations.Count;
        long token = 2 * Ticks * ((isOnChip ? 0 : Width * 16) + KvBits + scores);
        AttentionWalk walk = new(
            unit, context.DramRate.TicksPerCycle, (Width + unit.Lanes - 1) / unit.Lanes, 2 * KvBits * Ticks, token);
        walk.Prefill(tokens, positions);
        return walk;
    }

    private static void AssertSound(in ActivityCounts scores, in ActivityCounts values)
    {
        foreach (ActivityCounts counts in new[] { scores, values })
        {
            Assert.That(counts.Cycles, Is.GreaterThanOrEqualTo(Math.Max(counts.ComputeCycles, counts.DramCycles)));
        }
    }

    private static (ActivityCounts Scores, ActivityCounts Values) Both(in RunContext context)
    {
        GemmOperator[] gemms =
        [
            .. WorkloadOperators.Expand(context.Model, context.Phase, context.Batch, LogitsRule.Last)
                .OfType<GemmOperator>().Where(gemm => gemm.IsAttention),
        ];
        return (AttentionTiming.Time(context, gemms[0]), AttentionTiming.Time(context, gemms[1]));
    }

    private static RunContext Context(ModelShape model, AttentionUnit unit, Phase phase, double gigabytes)
    {
        Design design = new()
        {
            Name = "test", Technology = Shipped.Technology, Clock = new Hertz(250e6),
            Fabric = new TableLookupFabric { Attention = unit },
            Dram = new Dram { Bandwidth = BytesPerSecond.FromGigabytes(gigabytes), Efficiency = 0.83 },
            Buffers = new BufferSet { Activations = new Bits(10 * 96 * 16 * 2) },
        };
        Precision precision = new(
            TensorFormat.Parse("ternary"), TensorFormat.Parse("int8"), TensorFormat.Parse("fp16"));
        return new RunContext(design, model, precision, phase, 1);
    }
}
