using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Workloads;
using Accel.Sim.BitSerial;
using Accel.Sim.Schedules;

namespace Accel.Tests.Sim.Schedules;

/// <summary>The closed form over treads of a growing context against walking every step, block by block.</summary>
public class AccelScheduleGrowthTests
{
    private static readonly BitSerialFamily Family = new();

    [Test]
    public void TimeGemm_ContextGrowing_EqualsWalkingEveryStep()
    {
        var random = new Random(31);
        int severalBlocks = 0, cutK = 0, all = 0;
        for (int i = 0; i < 600; i++)
        {
            RunContext context = RandomRuns.Context(random, Phase.Decode(random.Next(1, 70), random.Next(1, 90)));
            foreach (GemmOperator gemm in RandomRuns.Operators(context).OfType<GemmOperator>().Where(of => of.IsAttention))
            {
                TilePlan plan = AssertWalks(context, gemm, $"case {i}");
                (long m, _, long n) = gemm.At(context.Phase.LastContext);
                severalBlocks += plan.BlockM < m || plan.BlockN < n ? 1 : 0;
                cutK += plan.ChunkK > 0 ? 1 : 0;
                all++;
            }
        }

        Assert.That(severalBlocks, Is.GreaterThan(all / 3), "heads must split into blocks often");
        Assert.That(cutK, Is.GreaterThan(20), "and K into chunks now and then");
    }

    [Test]
    public void TimeGemm_SystolicArrays_EqualsWalkingEveryStep()
    {
        var random = new Random(47);
        Dictionary<Dataflow, (int SeveralBlocks, int CutK)> met = [];
        for (int i = 0; i < 1200; i++)
        {
            Phase phase = random.Next(3) == 0
                ? Phase.Prefill(random.Next(1, 50))
                : Phase.Decode(random.Next(1, 60), random.Next(1, 90));
            RunContext context = RandomRuns.Systolic(random, phase);
            if (random.Next(4) == 0)
            {
                // Activations wait in DRAM and partial sums have room, or K would hardly ever be cut.
                context = context with
                {
                    Design = context.Design with
                    {
                        Buffers = new BufferSet { Weights = new(1 << 15), Activations = new(1 << 11), Outputs = new(1 << 17) },
                    },
                };
            }

            Dataflow dataflow = ((SystolicFabric)context.Design.Fabric).Dataflow;

            // What does not grow is timed once and rounded for each step: one step stands for all.
            foreach (GemmOperator gemm in RandomRuns.Operators(context).OfType<GemmOperator>()
                .Where(of => of.IsAttention || phase.Steps == 1))
            {
                TilePlan plan = AssertWalks(context, gemm, $"case {i} {dataflow}");
                (long m, _, long n) = gemm.At(context.Phase.LastContext);
                (int severalBlocks, int cutK) = met.GetValueOrDefault(dataflow);
                met[dataflow] = (severalBlocks + (plan.BlockM < m || plan.BlockN < n ? 1 : 0),
                    cutK + (plan.ChunkK > 0 ? 1 : 0));
            }
        }

        Assert.That(met.Values.Select(counts => counts.SeveralBlocks), Has.Exactly(3).GreaterThan(200));
        Assert.That(met.Values.Select(counts => counts.CutK), Has.Exactly(3).GreaterThan(5));
    }

    [Test]
    public void TimeGemm_OneStepOfAnyOperator_EqualsWalkingIt()
    {
        var random = new Random(37);
        int equalBlocks = 0;
        for (int i = 0; i < 500; i++)
        {
            Phase phase = random.Next(2) == 0
                ? Phase.Prefill(random.Next(1, 50))
                : Phase.Decode(1, random.Next(1, 200));
            RunContext context = RandomRuns.Context(random, phase);
            foreach (GemmOperator gemm in RandomRuns.Operators(context).OfType<GemmOperator>())
            {
                TilePlan plan = AssertWalks(context, gemm, $"case {i} {gemm.Name}");
                (long m, _, long n) = gemm.At(context.Phase.LastContext);
                bool isEqualM = m > plan.BlockM && m % plan.BlockM == 0;
                bool isEqualN = n > plan.BlockN && n % plan.BlockN == 0;
                equalBlocks += plan.ChunkK > 0 && (isEqualM || isEqualN) ? 1 : 0;
            }
        }

        Assert.That(equalBlocks, Is.GreaterThan(10), "a cut K must meet last blocks as large as the others");
    }

    [Test]
    public void TimeGemm_ContextFixed_IsOneStepTimesTheSteps()
    {
        var random = new Random(41);
        for (int i = 0; i < 300; i++)
        {
            long steps = random.Next(2, 9), positions = random.Next(1, 90);
            RunContext many = RandomRuns.Context(random, Phase.Decode(steps, positions, contextGrows: false));
            RunContext one = many with { Phase = Phase.Decode(1, positions) };
            foreach (GemmOperator gemm in RandomRuns.Operators(many).OfType<GemmOperator>())
            {
                ActivityCounts expected = default;
                expected.AddTimes(Family.TimeGemm(one, gemm), steps);
                Assert.That(Family.TimeGemm(many, gemm), Is.EqualTo(expected), $"case {i} {gemm.Name}");
            }
        }
    }

    [TestCase(BitSerialPe.Fp16)]
    [TestCase(BitSerialPe.Fp16Int8)]
    public void TimeGemm_BaselineWithKCut_UpdatesAnAccumulatorForEveryChunk(BitSerialPe pe)
    {
        var random = new Random(43);
        int cutK = 0;
        for (int i = 0; i < 400; i++)
        {
            Phase phase = random.Next(2) == 0
                ? Phase.Decode(random.Next(1, 20), random.Next(1, 600))
                : Phase.Prefill(random.Next(130, 400));
            RunContext context = RandomRuns.Context(random, phase);
            var fabric = (BitSerialFabric)context.Design.Fabric with { Pe = pe };

            // Activations wait in DRAM and partial sums have room, or K would hardly ever be cut.
            context = context with
            {
                Design = context.Design with
                {
                    Fabric = fabric,
                    Buffers = new BufferSet { Weights = new(1 << 17), Activations = new(1 << 15), Outputs = new(1 << 17) },
                },
                Precision = fabric.DefaultPrecision,
            };
            foreach (GemmOperator gemm in RandomRuns.Operators(context).OfType<GemmOperator>().Where(of => of.IsAttention))
            {
                TilePlan plan = AssertWalks(context, gemm, $"case {i}");
                if (plan.ChunkK == 0)
                {
                    continue;
                }

                cutK++;
                long updates = 0;
                for (long step = 0; step < phase.Steps; step++)
                {
                    (long m, long k, long n) = gemm.At(phase.Context + step);
                    updates += m * n * ((k + plan.ChunkK - 1) / plan.ChunkK) * gemm.Instances;
                }

                Assert.That(Family.TimeGemm(context, gemm).AccumulatorUpdates, Is.EqualTo(updates));
            }
        }

        Assert.That(cutK, Is.GreaterThan(20));
    }

    private static TilePlan AssertWalks(in RunContext context, GemmOperator gemm, string what)
    {
        string kind = context.Design.Fabric.Kind;
        TilePlan plan = GemmPlans.Of(context, gemm);
        ActivityCounts walked = new GemmWalk(context, gemm, plan).Run();
        ActivityCounts timed = Families.All.Single(family => family.Kind == kind).TimeGemm(context, gemm);
        Assert.That(timed, Is.EqualTo(walked), () => $"{what} {gemm} {plan}");
        return plan;
    }
}
