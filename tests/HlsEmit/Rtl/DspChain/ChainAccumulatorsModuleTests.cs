using Accel.HlsEmit.Vectors;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>Accumulators alone, with words that no product of a test's size would reach.</summary>
[TestFixture(Category = "rtl")]
public class ChainAccumulatorsModuleTests
{
    private const int Cycles = 3000;
    private const int RowBits = 2;

    [Test]
    public void Sums_OfAnyWordsInAnyOrderOfRows_WrapAt32Bits()
    {
        Random random = new(32);
        var sums = new int[2, 1 << RowBits];
        List<BitWord> stimulus = [];
        List<BitWord> expected = [];
        int wraps = 0;
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            // Every lane is stored to before it is added to.
            int row = cycle < 1 << RowBits ? cycle : random.Next(1 << RowBits);
            int lanes = cycle < 1 << RowBits ? 3 : random.Next(4);
            bool stores = cycle < 1 << RowBits || random.Next(8) == 0;
            bool leaves = random.Next(2) == 0;
            int[] words = [Word(random), Word(random)];
            BitWord outgoing = new BitWord().Below(leaves ? lanes : 0, 2);
            for (int lane = 1; lane >= 0; lane--)
            {
                long sum = (stores ? 0L : sums[lane, row]) + words[lane];
                if ((lanes & (1 << lane)) != 0)
                {
                    sums[lane, row] = unchecked((int)sum);
                    wraps += sums[lane, row] != sum ? 1 : 0;
                }

                outgoing.Below(sum, 32);
            }

            stimulus.Add(new BitWord().Below(lanes, 2).Below(stores ? 1 : 0, 1).Below(leaves ? 1 : 0, 1)
                .Below(row, RowBits).Below(words[1], 32).Below(words[0], 32));
            expected.Add(outgoing);
        }

        Assert.That(wraps, Is.GreaterThan(Cycles / 10));
        Assert.That(
            Bench.Run(
                "tb_accumulators", [("CYCLES", Cycles), ("ROW_BITS", RowBits)], stimulus, expected,
                alsoVerilator: false),
            Is.EqualTo(Cycles));
    }

    private static int Word(Random random) => unchecked((int)random.NextInt64());
}
