using Accel.HlsEmit.Vectors;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>Accumulators alone, with words that no product of a test's size would reach.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class ChainAccumulatorsModuleTests
{
    private const int Cycles = 3000;
    private const int AddressBits = 2;

    [TestCase(2, 1)]
    [TestCase(1, 3)]
    [TestCase(2, 2)]
    public void Sums_OfAnyWordsInAnyOrderOfAddresses_WrapAt32Bits(int banks, int weights)
    {
        Random random = new(32);
        int lanes = banks * weights;
        var sums = new int[lanes, 1 << AddressBits];
        List<BitWord> stimulus = [];
        List<BitWord> expected = [];
        int wraps = 0;
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            // Every word is stored to before it is added to.
            bool fills = cycle < 1 << AddressBits;
            bool stores = fills || random.Next(8) == 0;
            int valid = fills ? (1 << lanes) - 1 : random.Next(1 << lanes);
            int[] addresses =
                [.. Enumerable.Range(0, banks).Select(_ => fills ? cycle : random.Next(1 << AddressBits))];
            BitWord row = new();
            BitWord outgoing = new();
            int[] values = [.. Enumerable.Range(0, lanes).Select(_ => unchecked((int)random.NextInt64()))];
            row.PutAll(values, 32).PutAll(addresses, AddressBits).Put(stores).Put(valid, lanes);
            for (int lane = 0; lane < lanes; lane++)
            {
                ref int own = ref sums[lane, addresses[lane / weights]];
                long sum = (stores ? 0L : own) + values[lane];
                if ((valid >> lane & 1) != 0)
                {
                    own = unchecked((int)sum);
                    wraps += own != sum ? 1 : 0;
                }

                outgoing.Put(sum, 32);
            }

            stimulus.Add(row);
            expected.Add(outgoing.Put(valid, lanes));
        }

        Assert.That(wraps, Is.GreaterThan(Cycles / 10));
        Assert.That(
            Bench.Run(
                "tb_accumulators",
                [("CYCLES", Cycles), ("BANKS", banks), ("WEIGHTS", weights), ("ADDRESS_BITS", AddressBits)],
                stimulus, expected, alsoVerilator: false),
            Is.EqualTo(Cycles));
    }
}
