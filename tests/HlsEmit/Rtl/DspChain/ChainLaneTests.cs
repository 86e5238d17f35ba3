using Accel.Arch.Designs.DspChain;
using Accel.HlsEmit.Vectors;
using Accel.Sim.DspChain;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>Adjust units and lane readers beside the simulator's, with the kept bits of both overflow rules.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class ChainLaneTests
{
    [Test]
    public void Modules_OfCornerAndRandomWords_SplitAndReadAsTheSimulatorDoes()
    {
        _ = SliceMode.TryParse("w8a8-1x2", out SliceMode mode);
        DspPacking packing = new DspChainFabric { Packing = new SliceModes(mode) }.PackingOf(mode)!.Value;
        OverflowAdjust eight = new(packing, excludesMinimum: true);
        OverflowAdjust seven = new(packing, excludesMinimum: false);
        Assert.That((packing.Spacing, eight.KeptBits, seven.KeptBits), Is.EqualTo((18, 10, 14)));
        Random random = new(18);
        List<BitWord> stimulus = [];
        List<BitWord> expected = [];
        foreach (long word in Words(random))
        {
            (long byEight, long bySeven) = (random.Next(-256, 256), random.Next(-32, 32));
            stimulus.Add(new BitWord().Below(bySeven, 6).Below(byEight, 9).Below(word, 48));
            BitWord row = new();
            Add(row, seven, word, bySeven);
            Add(row, eight, word, byEight);
            expected.Add(row);
        }

        Assert.That(
            Bench.Run("tb_lanes", [("WORDS", stimulus.Count)], stimulus, expected, alsoVerilator: false),
            Is.EqualTo(stimulus.Count));
    }

    /// <summary>High, low, correction and rest.</summary>
    private static void Add(BitWord row, OverflowAdjust adjust, long word, long correction)
    {
        var lanes = new long[2];
        var taken = new long[2];
        adjust.Finish(word, [correction, 0], lanes);
        long rest = adjust.Split(word, taken);
        Assert.That(taken[1], Is.Zero);
        row.Below(lanes[1], 32).Below(lanes[0], 32).Below(taken[0], adjust.CorrectionBits).Below(rest, 48);
    }

    /// <summary>Low fields and bits of a split at their borders, high ones at theirs; then any.</summary>
    private static IEnumerable<long> Words(Random random)
    {
        foreach (long low in (long[])
            [0, 1, -1, 1023, 1024, -1024, -1025, 16383, 16384, -16384, -16385, 131071, -131072, -131071])
        {
            foreach (long high in (long[])
                [0, 1, -1, (1 << 29) - 1, -(1 << 29), (1 << 29) - 2, 1 << 20, -(1 << 20), 131072, -131073])
            {
                // High and low as fields, and as a sum.
                yield return (high << 18) | (low & 0x3FFFF);
                yield return ((high << 18) + low) << 16 >> 16;
            }
        }

        for (int i = 0; i < 3000; i++)
        {
            yield return random.NextInt64(-1L << 47, 1L << 47);
        }
    }
}
