using Accel.Sim.Memory;

namespace Accel.Tests.Sim.Memory;

public class BlockLoopTests
{
    [Test]
    public void Time_RandomLoops_EqualsSteppingThroughTheBlocks()
    {
        var random = new Random(11);
        for (int i = 0; i < 20_000; i++)
        {
            BlockLoop loop = Random(random);
            int instances = random.Next(1, 5);
            List<BlockStep> blocks = Enumerate(loop, instances);
            Assert.That(loop.Time(instances), Is.EqualTo(BlockStep.Run(blocks)), () => $"case {i}");
        }
    }

    [Test]
    public void Totals_RandomLoops_EqualEnumeration()
    {
        var random = new Random(12);
        for (int i = 0; i < 5_000; i++)
        {
            BlockLoop loop = Random(random);
            List<BlockStep> blocks = Enumerate(loop, 1);
            (long, long, long) totals = (loop.LoadTotal, loop.ComputeTotal, loop.StoreTotal);
            Assert.That(totals, Is.EqualTo(
                (blocks.Sum(block => block.Load), blocks.Sum(block => block.Compute), blocks.Sum(block => block.Store))));
        }
    }

    [Test]
    public void Time_RandomLoops_IsAtLeastEachResourceAndAtMostNoOverlap()
    {
        var random = new Random(13);
        for (int i = 0; i < 5_000; i++)
        {
            BlockLoop loop = Random(random);
            long instances = random.Next(1, 5);
            long channel = loop.LoadTotal + loop.StoreTotal;
            Assert.That(loop.Time(instances), Is.GreaterThanOrEqualTo(instances * Math.Max(channel, loop.ComputeTotal)));
            Assert.That(loop.Time(instances), Is.LessThanOrEqualTo(instances * (channel + loop.ComputeTotal)));
        }
    }

    [Test]
    public void Time_ThreeBlocksByHand_OverlapsTheNeighboursTransfers()
    {
        // Loads 10, 4, 4 (the outer block stays), computes 6, 6, 3, stores 1, 1, 1:
        // 10 + max(6, 4) + max(6, 4 + 1) + max(3, 1) + 1.
        var loop = new BlockLoop
        {
            Outer = 1, Inner = 3, OuterLoad = new(99, 6), InnerLoad = new(4, 4), OuterStays = true, InnerStays = false,
            ComputeFullOuter = new(99, 99), ComputeEdgeOuter = new(6, 3),
            StoreFullOuter = new(99, 99), StoreEdgeOuter = new(1, 1),
        };
        Assert.That(loop.Time(1), Is.EqualTo(10 + 6 + 6 + 3 + 1));

        // A second loop behind it: while its first load of 10 runs with one store, the last block computes for 3 only.
        Assert.That(loop.Time(2), Is.EqualTo(26 - 3 - 1 + Math.Max(3, 10 + 1) + Math.Max(6, 4 + 1) + 6 + 3 + 1));
    }

    private static BlockLoop Random(Random random)
    {
        int outer = random.Next(1, 8), inner = random.Next(1, 8), largest = random.Next(1, 30);
        return new BlockLoop
        {
            Outer = outer,
            Inner = inner,
            OuterLoad = Pair(),
            InnerLoad = Pair(),
            OuterStays = random.Next(2) == 0,
            InnerStays = random.Next(2) == 0,
            ComputeFullOuter = Pair(),
            ComputeEdgeOuter = Pair(),
            StoreFullOuter = Pair(),
            StoreEdgeOuter = Pair(),
        };

        BlockLoop.Pair Pair() => new(random.Next(largest), random.Next(largest));
    }

    /// <summary>Walks the two loops, remembering what lies in the buffers.</summary>
    private static List<BlockStep> Enumerate(in BlockLoop loop, int instances)
    {
        List<BlockStep> blocks = [];
        for (int instance = 0; instance < instances; instance++)
        {
            HashSet<long> innerHeld = [];
            for (long i = 0; i < loop.Outer; i++)
            {
                bool outerHeld = false;
                bool isLastOuter = i == loop.Outer - 1;
                for (long j = 0; j < loop.Inner; j++)
                {
                    bool isLastInner = j == loop.Inner - 1;
                    long load = outerHeld ? 0 : isLastOuter ? loop.OuterLoad.Edge : loop.OuterLoad.Full;
                    load += innerHeld.Contains(j) ? 0 : isLastInner ? loop.InnerLoad.Edge : loop.InnerLoad.Full;
                    outerHeld = loop.OuterStays;
                    if (loop.InnerStays)
                    {
                        innerHeld.Add(j);
                    }

                    BlockLoop.Pair compute = isLastOuter ? loop.ComputeEdgeOuter : loop.ComputeFullOuter;
                    BlockLoop.Pair store = isLastOuter ? loop.StoreEdgeOuter : loop.StoreFullOuter;
                    blocks.Add(new BlockStep(
                        load, isLastInner ? compute.Edge : compute.Full, isLastInner ? store.Edge : store.Full));
                }
            }
        }

        return blocks;
    }
}
