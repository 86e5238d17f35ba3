using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;
using Accel.Sim.Schedules;

namespace Accel.Tests.Sim.Schedules;

public class VectorScheduleTests
{
    [Test]
    public void Time_SoftmaxGrowing_ByHand()
    {
        // 2 rows of 5, 6, 7 elements, three passes over 8 lanes: 30, 36, 42 elements take 4, 5, 6 cycles, and 3 steps
        // the unit's latency of 10.
        RunContext context = Context(8, 10, 1 << 20, Phase.Decode(3, 5));
        ActivityCounts counts = VectorSchedule.Time(context, Softmax(2, 5, 1));
        Assert.That(counts, Is.EqualTo(new ActivityCounts
        {
            Cycles = 4 + 5 + 6 + 30,
            ComputeCycles = 4 + 5 + 6 + 30,
            VectorOperations = 30 + 36 + 42,
            ActivationReads = 10 + 12 + 14,
            ActivationReadBits = 36 * 16,
            ActivationWriteBits = 36 * 16,
        }));
    }

    [Test]
    public void Time_AResidualTooLargeForItsBuffer_IsFetchedAgain()
    {
        // 4 x 16 elements of 16 bits: 1024 bits of a second operand; half of 2048 holds them, half of 2047 does not.
        // DRAM moves 256 bits a cycle, so that the fetch takes 4 cycles and one pass over one lane hides it.
        VectorOperator residual = new()
        {
            Name = "residual", Role = OperatorRole.Residual, Layers = 1, Rows = 4, Width = 16, Passes = 1, Operands = 2,
        };
        ActivityCounts stays = VectorSchedule.Time(Context(1, 3, 2048, Phase.Prefill(4)), residual);
        ActivityCounts fetched = VectorSchedule.Time(Context(1, 3, 2047, Phase.Prefill(4)), residual);
        Assert.That((stays.Cycles, stays.DramReadBytes, stays.DramCycles), Is.EqualTo((64 + 3, 0, 0)));
        Assert.That((fetched.Cycles, fetched.DramReadBytes, fetched.DramCycles), Is.EqualTo((64 + 3, 128, 4)));
        Assert.That(fetched.ActivationWriteBits - stays.ActivationWriteBits, Is.EqualTo(1024));
        Assert.That(fetched.ActivationReads, Is.EqualTo(2 * 64));

        // Wide enough, the unit waits for DRAM.
        Assert.That(VectorSchedule.Time(Context(64, 0, 2047, Phase.Prefill(4)), residual).Cycles, Is.EqualTo(4));
    }

    [Test]
    public void Time_Pooling_ReadsItsWindowForEveryResult()
    {
        // 4 positions of 16 channels over windows of 9: 576 comparisons over 8 lanes, and as many elements read.
        VectorOperator pool = new()
        {
            Name = "pool", Role = OperatorRole.Pooling, Layers = 1, Rows = 4, Width = 16, Passes = 9, Window = 9,
        };
        Assert.That(VectorSchedule.Time(Context(8, 3, 1, Phase.Prefill(1)), pool), Is.EqualTo(new ActivityCounts
        {
            Cycles = 72 + 3,
            ComputeCycles = 72 + 3,
            VectorOperations = 576,
            ActivationReads = 576,
            ActivationReadBits = 576 * 16,
            ActivationWriteBits = 64 * 16,
        }));
    }

    [Test]
    public void Time_Embedding_ReadsItsRowsFromDram()
    {
        // 4 rows of 16 elements of 16 bits lie in DRAM, however large the buffer: 1024 bits at 256 bits a cycle.
        VectorOperator embedding = new()
        {
            Name = "embed_tokens", Role = OperatorRole.Embedding, Layers = 1, Rows = 4, Width = 16, Passes = 1,
        };
        ActivityCounts hidden = VectorSchedule.Time(Context(1, 3, 1 << 20, Phase.Prefill(4)), embedding);
        Assert.That((hidden.Cycles, hidden.DramReadBytes, hidden.DramCycles), Is.EqualTo((64 + 3, 128, 4)));
        Assert.That((hidden.ActivationWriteBits, hidden.ActivationReadBits), Is.EqualTo((2 * 1024, 1024)));
        Assert.That(VectorSchedule.Time(Context(64, 0, 1 << 20, Phase.Prefill(4)), embedding).Cycles, Is.EqualTo(4));
        Assert.That(
            VectorSchedule.Time(Context(1, 3, 1 << 20, Phase.Decode(5, 7)), embedding).DramReadBytes, Is.EqualTo(5 * 128));
    }

    [Test]
    public void Time_AnyPhase_EqualsWalkingItsSteps()
    {
        var random = new Random(71);
        for (int i = 0; i < 3000; i++)
        {
            Phase phase = Phase.Decode(random.Next(1, 60), random.Next(1, 200), random.Next(2) == 0);
            RunContext context = RandomRuns.Context(random, phase);
            foreach (VectorOperator vector in RandomRuns.Operators(context).OfType<VectorOperator>())
            {
                Assert.That(VectorSchedule.Time(context, vector), Is.EqualTo(Walk(context, vector)), $"case {i} {vector}");
            }
        }
    }

    private static ActivityCounts Walk(in RunContext context, VectorOperator vector)
    {
        ActivityCounts counts = default;
        VectorUnit unit = context.Design.VectorUnit;
        long dramBits = 0;
        for (long step = 0; step < context.Phase.Steps; step++)
        {
            long width = vector.WidthAt(context.Phase.ContextGrows ? context.Phase.Context + step : context.Phase.Context);
            long elements = vector.Rows * vector.Instances * width;
            long extraBits = elements * (vector.Operands - 1) * 16;
            long fetched = vector.Role == OperatorRole.Embedding ? elements * 16
                : extraBits * 2 <= context.Design.Buffers.Activations.Count ? 0
                : extraBits;
            dramBits += fetched;
            counts.ComputeCycles += (((elements * vector.Passes) + unit.Lanes - 1) / unit.Lanes) + unit.Latency;
            counts.VectorOperations += elements * vector.Passes;
            counts.ActivationReads += elements * vector.Operands;
            counts.ActivationReadBits += elements * vector.Operands * 16;
            counts.ActivationWriteBits += (elements * 16) + fetched;
        }

        counts.DramCycles = DramRate.Of(context.Design).CeilCycles(dramBits * DramRate.TicksPerBit);
        counts.DramReadBytes = (dramBits + 7) / 8;
        counts.Cycles = Math.Max(counts.ComputeCycles, counts.DramCycles);
        return counts;
    }

    private static VectorOperator Softmax(long rows, long width, long layers) => new()
    {
        Name = "softmax", Role = OperatorRole.Softmax, Layers = layers, Rows = rows, Width = width, Passes = 3,
        ContextAxis = ContextAxis.N,
    };

    private static RunContext Context(int lanes, int latency, long activationBits, Phase phase)
    {
        RunContext context = RandomRuns.Context(new Random(1), phase);
        return context with
        {
            Design = context.Design with
            {
                VectorUnit = new VectorUnit { Lanes = lanes, Latency = latency },
                Buffers = context.Design.Buffers with { Activations = new(activationBits) },
                Dram = new Dram { Efficiency = 1 },
            },
        };
    }
}
