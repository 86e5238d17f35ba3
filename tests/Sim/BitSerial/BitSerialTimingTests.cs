using Accel.Sim.BitSerial;

namespace Accel.Tests.Sim.BitSerial;

public class BitSerialTimingTests
{
    [Test]
    public void Cycles_GroupAsLongAsDequantization_HidesIt()
    {
        // (G / L) * T >= 8: sixteen weights at two cycles for four weights are the least.
        BitSerialArray hidden = Array(group: 16), exposed = Array(group: 12);
        Assert.That(BitSerialTiming.Time(hidden, 8, 16 * 12, 8).Issue, Is.EqualTo(12 * 8));
        Assert.That(BitSerialTiming.Time(exposed, 8, 12 * 12, 8).Issue, Is.EqualTo(6 + 11 * 8));
    }

    [Test]
    public void Cycles_TileTallerThanAGroup_WaitsForTheColumnAccumulator()
    {
        var array = new BitSerialArray(32, 8, 32, 8, 4, 2, 16, 8, 3);
        Assert.That(BitSerialTiming.Time(array, 8, 160, 32).Issue, Is.EqualTo(8 + 9 * 32));
        Assert.That(BitSerialTiming.Time(array, 8, 160, 10).Issue, Is.EqualTo(8 + 9 * 10), "only active rows count");
    }

    [Test]
    public void Cycles_BitModAtPeak_ReachesThePublishedRate()
    {
        // BitMoD Sec. IV-B: two MACs a cycle and PE for FP4; a long GEMM hides fill and drain.
        var array = new BitSerialArray(32, 32, 8, 8, 4, 2, 128, 8, 3);
        long cycles = BitSerialTiming.Cycles(array, 256, 4096, 4096);
        Assert.That(256.0 * 4096 * 4096 / cycles / 1024, Is.EqualTo(2).Within(1e-4));
    }

    [Test]
    public void Cycles_MoreWork_NeverTakesLess()
    {
        var random = new Random(41);
        for (int i = 0; i < 50_000; i++)
        {
            BitSerialArray array = Random(random);
            long m = random.Next(1, 90), k = random.Next(1, 90), n = random.Next(1, 90);
            long cycles = BitSerialTiming.Cycles(array, m, k, n);
            Assert.That(BitSerialTiming.Cycles(array, m + 1, k, n), Is.GreaterThanOrEqualTo(cycles));
            Assert.That(BitSerialTiming.Cycles(array, m, k + 1, n), Is.GreaterThanOrEqualTo(cycles));
            Assert.That(BitSerialTiming.Cycles(array, m, k, n + 1), Is.GreaterThanOrEqualTo(cycles));
        }
    }

    [Test]
    public void Interval_TwoBlocksBehindEachOther_TakeTheTimeOfOneOfTwice()
    {
        // With whole token blocks, twice the tokens are the same folds as two blocks, when there is one row of folds.
        var random = new Random(43);
        for (int i = 0; i < 20_000; i++)
        {
            BitSerialArray array = Random(random);
            long m = array.Columns * random.Next(1, 5), k = random.Next(1, 90), n = random.Next(1, array.Rows + 1);
            BlockTime one = BitSerialTiming.Time(array, m, k, n);
            BlockTime two = BitSerialTiming.Time(array, 2 * m, k, n);
            Assert.That(one.Interval + one.Cycles, Is.EqualTo(two.Cycles), $"{array} {m} {k} {n}");
            Assert.That(one.Drain, Is.EqualTo(two.Drain));
        }
    }

    [Test]
    public void NextChangeInN_UpToIt_TheCyclesAreTheSame()
    {
        var random = new Random(47);
        long skipped = 0;
        for (int i = 0; i < 20_000; i++)
        {
            BitSerialArray array = Random(random);
            long m = random.Next(1, 90), k = random.Next(1, 90), n = random.Next(1, 90);
            long cycles = BitSerialTiming.Cycles(array, m, k, n);
            long nextN = BitSerialTiming.NextChangeInN(array, m, k, n);
            Assert.That(nextN, Is.GreaterThanOrEqualTo(n));
            Assert.That(BitSerialTiming.Cycles(array, m, k, nextN), Is.EqualTo(cycles), $"{array} {m} {k} {n}");
            skipped += nextN - n;
        }

        Assert.That(skipped, Is.GreaterThan(5_000));
    }

    [Test]
    public void NextChangeInN_ContextGrowing_StepsByTiles()
    {
        var array = new BitSerialArray(32, 32, 8, 8, 4, 4, 128, 8, 3);
        Assert.That(BitSerialTiming.NextChangeInN(array, 1, 128, 288), Is.EqualTo(288), "a full fold");
        Assert.That(BitSerialTiming.NextChangeInN(array, 1, 128, 300), Is.EqualTo(303));
        Assert.That(BitSerialTiming.NextChangeInN(array, 1, 128, 291), Is.EqualTo(291), "a tile that fills row by row");
    }

    private static BitSerialArray Array(int group) => new(8, 8, 8, 8, 4, 2, group, 8, 3);

    private static BitSerialArray Random(Random random) => new(
        random.Next(1, 21),
        random.Next(1, 21),
        random.Next(1, 21),
        random.Next(1, 21),
        random.Next(1, 17),
        random.Next(1, 6),
        random.Next(5) == 0 ? 0 : random.Next(1, 64),
        random.Next(3) switch { 0 => 0, 1 => 8, _ => 11 },
        random.Next(2, 4));
}
