using Accel.HlsEmit.Vectors;

namespace Accel.Tests.HlsEmit.Rtl.TableLookup;

/// <summary>accumulator_bank.v against sums kept in an array.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class AccumulatorBankTests
{
    /// <summary>Cycles from a word's read until it can be read again: read, add, write.</summary>
    private const int Apart = 3;

    [TestCase(1, 8, 1)]
    [TestCase(3, 12, 5)]
    [TestCase(4, 31, 16)]
    [TestCase(2, 32, 9)]
    public void Sums_OfRandomWords_LeaveTwoCyclesLater(int lanes, int bits, int depth)
    {
        const int Cycles = 1500;
        Random random = new(bits);
        var sums = new int[depth, lanes];
        int[] last = [.. Enumerable.Repeat(-Apart, depth)];
        bool[] isStored = new bool[depth];
        BitWord[] given = [.. Enumerable.Range(0, Cycles).Select(_ => new BitWord())];
        BitWord[] expected = [.. Enumerable.Range(0, Cycles).Select(_ => new BitWord())];
        int leaves = 0;
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            int address = random.Next(depth);
            bool isValid = cycle - last[address] >= Apart && random.Next(8) > 0 && cycle < Cycles - 2;
            bool isFirst = random.Next(4) == 0 || (isValid && !isStored[address]);
            bool isLast = random.Next(3) == 0;
            int[] addends = [.. Enumerable.Range(0, lanes).Select(_ => Addend(random, bits))];
            given[cycle].PutAll(addends, bits).Put(address, 16).Put(isLast).Put(isFirst)
                .Put(isValid);
            if (!isValid)
            {
                continue;
            }

            last[address] = cycle;
            int[] now = [.. addends.Select((addend, lane) => unchecked(addend + (isFirst ? 0 : sums[address, lane])))];
            if (isLast)
            {
                leaves++;
                expected[cycle + 2].PutAll(now, 32).Put(true);
                continue;
            }

            isStored[address] = true;
            for (int lane = 0; lane < lanes; lane++)
            {
                sums[address, lane] = now[lane];
            }
        }

        using RtlBench bench = new("TableLookup", "accumulator_bank_tb");
        bench.With("Q", lanes).With("W", bits).With("DEPTH", depth).With("CYCLES", Cycles);
        bench.Write("given.hex", given);
        bench.Write("expected.hex", expected.Select(word => word.Put(false)));
        Assert.That(leaves, Is.GreaterThan(100));
        Assert.That(bench.Run(), Is.EqualTo(leaves));
    }

    /// <summary>An end of the range every fourth time.</summary>
    private static int Addend(Random random, int bits)
    {
        long end = 1L << (bits - 1);
        return (int)(random.Next(4) == 0 ? (random.Next(2) == 0 ? -end : end - 1) : random.NextInt64(-end, end));
    }
}
