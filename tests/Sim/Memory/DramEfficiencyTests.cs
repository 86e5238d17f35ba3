using Accel.Arch.Drams;
using Accel.Sim.Memory;

namespace Accel.Tests.Sim.Memory;

public class DramEfficiencyTests
{
    /// <summary>A memory of round numbers: bursts of 4 ns at 16 GB/s, four groups of four banks, no refresh.</summary>
    private static readonly DramDevice Round = new()
    {
        Name = "round", BusBits = 64, DataRate = 2e9, RequestBytes = 64, RowBytes = 8192, BankGroups = 4,
        BanksPerGroup = 4,
        Timing = new DramTiming
        {
            OtherGroup = 4, SameGroup = 8, Activate = 4, FourActivates = 80, RowToColumn = 16, RowOpen = 32,
            Precharge = 16, Refresh = 0, RefreshInterval = 8000, WriteToRead = 8, Turn = 0, ReadLatency = 16,
            WriteLatency = 12,
        },
    };

    [Test]
    public void Of_SequentialOverGroups_LosesRefreshAlone()
    {
        Assert.That(Share(Round, DramPattern.Sequential), Is.EqualTo(1).Within(1e-6));
        DramDevice refreshed = Round with { Timing = Round.Timing with { Refresh = 400 } };
        Assert.That(Share(refreshed, DramPattern.Sequential), Is.EqualTo(0.95).Within(1e-6));
    }

    [Test]
    public void Of_SequentialWithinAGroup_PaysWhatTheWindowDoesNotReach()
    {
        // Of 128 requests to a row, twice 32 less the 4 that pass while a row is opened (32 ns at 8 ns each) are
        // served beside another group's: 72 at 8 ns, 56 at 4 ns.
        double expected = 128 * 4d / ((72 * 8) + (56 * 4));
        Assert.That(Share(Round with { Mapping = DramMapping.GroupHigh }, DramPattern.Sequential),
            Is.EqualTo(expected).Within(0.001));
    }

    [Test]
    public void Of_SingleRequests_AreAsFastAsRowsMayBeOpened()
    {
        // Four activations in 80 ns: a request every 20 ns; all else is four times faster.
        Assert.That(Share(Round, DramPattern.Random), Is.EqualTo(4d / 20).Within(0.0005));
        Assert.That(Share(Round with { Ranks = 2 }, DramPattern.Random), Is.EqualTo(4d / 10).Within(0.003));
        Assert.That(Share(Round, DramPattern.Runs(128)), Is.EqualTo(4d / 20).Within(0.0005), "a group each");
        Assert.That(Share(Round with { Mapping = DramMapping.GroupHigh }, DramPattern.Runs(128)),
            Is.EqualTo(4d / 10).Within(0.005), "one row for both");
    }

    [Test]
    public void Of_OneBank_IsAsFastAsItsRowsCycle() =>
        Assert.That(Share(Round, DramPattern.Stride(8192 * 16)), Is.EqualTo(4d / 48).Within(1e-4));

    [Test]
    public void Of_ACopy_TurnsTheBusOnceABlockEachWay()
    {
        // 64 requests each way at 4 ns, and (16 + 4 - 12) + (12 + 4 + 8) = 32 ns of turns.
        Assert.That(Share(Round, DramPattern.Copy(4096)), Is.EqualTo(512d / (512 + 32)).Within(1e-4));
    }

    [Test]
    public void Of_ANarrowCommandBus_BoundsActivations()
    {
        DramDevice narrow = Round with
        {
            Timing = Round.Timing with { FourActivates = 0, Activate = 1, RowCommands = 15, ColumnCommand = 5 },
        };
        Assert.That(Share(narrow, DramPattern.Random), Is.EqualTo(4d / 20).Within(0.0005));
    }

    [Test]
    public void ActivationsPerByte_AreRowsOverBytes()
    {
        DramDevice high = Round with { Mapping = DramMapping.GroupHigh };
        Assert.That(DramEfficiency.Of(Round, DramPattern.Random).ActivationsPerByte, Is.EqualTo(1d / 64));
        Assert.That(DramEfficiency.Of(high, DramPattern.Runs(1024)).ActivationsPerByte, Is.EqualTo(1d / 1024));
        Assert.That(DramEfficiency.Of(Round, DramPattern.Runs(1024)).ActivationsPerByte, Is.EqualTo(4d / 1024));
        Assert.That(DramEfficiency.Of(Round, DramPattern.Sequential).ActivationsPerByte, Is.EqualTo(1d / 8192));
        Assert.That(DramEfficiency.Of(high, DramPattern.Stride(256)).ActivationsPerByte,
            Is.EqualTo(1d / 32 / 64).Within(1e-12));
    }

    [Test]
    public void Of_AnyMemoryAndPattern_IsAboveNothingAndAtMostAll()
    {
        var random = new Random(11);
        for (int i = 0; i < 5000; i++)
        {
            DramDevice dram = Any(random);
            DramFlow flow = DramEfficiency.Of(dram, AnyPattern(random));
            Assert.That(flow.Efficiency, Is.GreaterThan(0).And.LessThanOrEqualTo(1));
            Assert.That(flow.ActivationsPerByte, Is.GreaterThan(0).And.LessThanOrEqualTo(1d / dram.RequestBytes));
        }
    }

    [Test]
    public void Of_LongerRunsOverGroups_IsNeverLess()
    {
        var random = new Random(12);
        for (int i = 0; i < 1000; i++)
        {
            DramDevice dram = Any(random) with { Mapping = DramMapping.GroupLow, Channels = 1 };
            if (dram.BankGroups == 1)
            {
                continue;
            }

            double last = 0;
            for (double bytes = dram.RequestBytes; bytes <= 1 << 16; bytes *= 2)
            {
                double share = Share(dram, DramPattern.Runs(bytes));
                Assert.That(share, Is.GreaterThanOrEqualTo(last - 1e-9), $"{dram} {bytes}");
                last = Math.Max(last, share);
            }
        }
    }

    [Test]
    public void Of_MoreBanks_IsNeverLess()
    {
        var random = new Random(13);
        for (int i = 0; i < 2000; i++)
        {
            // Of one rank: with several, more banks put a rank's turn further apart. Not hashed: a hash that reaches
            // more banks opens more rows for the same run.
            DramDevice dram = Any(random) with { Ranks = 1, Mapping = (DramMapping)random.Next(2) };
            DramPattern pattern = AnyPattern(random);
            double less = Share(dram, pattern);
            double more = Share(dram with { BanksPerGroup = dram.BanksPerGroup * 2 }, pattern);
            Assert.That(more, Is.GreaterThanOrEqualTo(less - 1e-9), $"{dram} {pattern}");
        }
    }

    [Test]
    public void Of_Warm_AllocatesNothing()
    {
        DramEfficiency.Of(Round, DramPattern.Runs(256));
        long before = GC.GetAllocatedBytesForCurrentThread();
        double sum = 0;
        for (int i = 1; i < 1000; i++)
        {
            sum += DramEfficiency.Of(Round, DramPattern.Runs(64 * i)).Efficiency
                + DramEfficiency.Of(Round, DramPattern.Stride(64 * i)).Efficiency;
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(sum, Is.GreaterThan(0));
    }

    private static double Share(DramDevice dram, in DramPattern pattern) =>
        DramEfficiency.Of(dram, pattern).Efficiency;

    private static DramPattern AnyPattern(Random random) =>
        new((DramPatternKind)random.Next(5), 1 << random.Next(5, 20), random.NextDouble());

    private static DramDevice Any(Random random)
    {
        double other = 1 + random.Next(4);
        int request = 32 << random.Next(3);
        return Round with
        {
            DataRate = 1e9 * (1 + random.Next(8)), BusBits = 16 << random.Next(3), RequestBytes = request,
            RowBytes = request << random.Next(4, 8), Channels = 1 << random.Next(3), Ranks = 1 << random.Next(2),
            BankGroups = 1 << random.Next(4), BanksPerGroup = 1 << random.Next(1, 4),
            Mapping = (DramMapping)random.Next(3),
            Timing = new DramTiming
            {
                OtherGroup = other, SameGroup = other * (1 + random.NextDouble()), Activate = random.Next(1, 10),
                FourActivates = random.Next(1, 60), RowToColumn = random.Next(5, 25),
                RowOpen = random.Next(20, 60), Precharge = random.Next(5, 25), Refresh = random.Next(400),
                RefreshInterval = 3900, WriteToRead = random.Next(12), Turn = random.Next(2),
                ReadLatency = random.Next(8, 20), WriteLatency = random.Next(4, 12),
                RowCommands = random.Next(4), ColumnCommand = random.Next(2),
            },
        };
    }
}
