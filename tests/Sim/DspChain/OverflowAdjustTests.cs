using Accel.Arch.Designs.DspChain;
using Accel.Sim.DspChain;
using Accel.Tests.Arch.Designs.DspChain;

namespace Accel.Tests.Sim.DspChain;

public class OverflowAdjustTests
{
    private static readonly bool[] Choices = [false, true];

    /// <summary>A segment that starts from the greatest or least remainders, with any corner products.</summary>
    [TestCaseSource(typeof(PackingRow), nameof(PackingRow.All))]
    public void KeptBits_WithAnyRemainderAndCorner_AreTheMostThatLeaveRoomForASegment(PackingRow row)
    {
        DspPacking packing = row.Packing;
        foreach (bool excludesMinimum in Choices)
        {
            OverflowAdjust adjust = new(packing, excludesMinimum);
            Assert.That(adjust.KeptBits, Is.Not.Negative);
            Assert.That(adjust.SegmentSums, Is.EqualTo(packing.MaximumSums(excludesMinimum)));
            Assert.That(Wrong(packing, adjust, adjust.KeptBits, excludesMinimum), Is.Zero);
            Assert.That(Wrong(packing, adjust, adjust.KeptBits + 1, excludesMinimum), Is.Positive);
        }
    }

    [TestCaseSource(typeof(PackingRow), nameof(PackingRow.All))]
    public void Split_SegmentAfterSegment_KeepsSumsExact(PackingRow row)
    {
        DspPacking packing = row.Packing;
        Random random = new(3);
        foreach (bool excludesMinimum in Choices)
        {
            OverflowAdjust adjust = new(packing, excludesMinimum);
            int segments = (int)Math.Min(12, adjust.TopSums / adjust.SegmentSums);
            for (int run = 0; run < 60; run++)
            {
                Chain(packing, adjust, excludesMinimum, segments, random, alike: run % 3 == 0);
            }
        }
    }

    /// <summary>The greatest product all along: corrections and the top lane at their limits.</summary>
    [TestCaseSource(typeof(PackingRow), nameof(PackingRow.All))]
    public void Split_CornersAllAlong_StaysInTheWidthOfCorrectionsUpToTheTopLanesEnd(PackingRow row)
    {
        DspPacking packing = row.Packing;
        OverflowAdjust adjust = new(packing, excludesMinimum: false);
        long segments = Math.Min(50, adjust.TopSums / adjust.SegmentSums);
        long limit = 1L << (adjust.CorrectionBits - 1);
        var corrections = new long[packing.Lanes];
        var total = new long[packing.Lanes];
        var lanes = new long[packing.Lanes];
        var sums = new long[packing.Lanes];
        (long least, long greatest) = (0, 0);
        foreach ((int[] weights, int[] activations) in Corners.All(packing))
        {
            long step = adjust.SegmentSums * PackedLanes.Pack(packing, weights, activations).Product;
            Array.Clear(total);
            Array.Clear(sums);
            long word = 0;
            for (long i = 0; i < segments; i++)
            {
                Array.Clear(corrections);
                word = adjust.Split(word + step, corrections);
                for (int lane = 0; lane < total.Length; lane++)
                {
                    total[lane] += corrections[lane];
                    least = Math.Min(least, corrections[lane]);
                    greatest = Math.Max(greatest, corrections[lane]);
                }
            }

            Corners.Add(weights, activations, segments * adjust.SegmentSums, sums);
            adjust.Finish(word, total, lanes);
            Assert.That(lanes.AsSpan().SequenceEqual(sums));
        }

        Assert.That(least, Is.GreaterThanOrEqualTo(-limit));
        Assert.That(greatest, Is.LessThan(limit));
        Assert.That(least < -limit / 2 || greatest >= limit / 2, "the corrections are not wider than needed");
    }

    [TestCase(8, 8, 1, 2, false, 14, 4)]
    [TestCase(8, 8, 1, 2, true, 10, 8)]
    [TestCase(3, 8, 3, 1, false, 9, 2)]
    [TestCase(2, 2, 3, 3, false, 2, 2)]
    public void KeptBits_OfKnownPackings_AreThese(int weightBits, int activationBits, int weights, int activations,
        bool excludesMinimum, int kept, int correction)
    {
        OverflowAdjust adjust = new(
            DspPacking.Derive(DspPrimitive.Dsp48E2, weightBits, activationBits, weights, activations)!.Value,
            excludesMinimum);
        Assert.That((adjust.KeptBits, adjust.CorrectionBits), Is.EqualTo((kept, correction)));
    }

    /// <summary>Rows of words are split and read as word by word.</summary>
    [TestCase(8, 8, 1, 2)]
    [TestCase(8, 8, 2, 1)]
    [TestCase(4, 4, 2, 2)]
    [TestCase(4, 8, 1, 1)]
    public void Split_SeveralWords_IsThatOfEach(int weight, int activation, int weights, int activations)
    {
        DspPacking packing =
            DspPacking.Derive(DspPrimitive.Dsp48E2, weight, activation, weights, activations)!.Value;
        OverflowAdjust adjust = new(packing, excludesMinimum: false);
        Random random = new(4);
        long[] words = [.. Enumerable.Range(0, 9).Select(_ => random.NextInt64(-(1L << 46), 1L << 46))];
        var corrections = new long[words.Length * packing.Lanes];
        var rest = new long[words.Length];
        var lanes = new long[corrections.Length];
        adjust.Split(words, corrections, rest);
        adjust.Finish(rest, corrections, lanes);
        for (int i = 0; i < words.Length; i++)
        {
            var own = new long[packing.Lanes];
            var read = new long[packing.Lanes];
            Assert.That(adjust.Split(words[i], own), Is.EqualTo(rest[i]));
            Assert.That(corrections.AsSpan(i * own.Length, own.Length).SequenceEqual(own), Is.True);
            PackedLanes.UnpackInOrder(words[i], new LaneLayout(packing), read);
            Assert.That(lanes.AsSpan(i * own.Length, own.Length).SequenceEqual(read), Is.True);
        }
    }

    [Test]
    public void TopSums_OfEveryPackingThatFits_HoldASegment()
    {
        int seen = 0;
        IEnumerable<DspPacking?> packings =
            from primitive in DspPrimitive.All
            from weightBits in Enumerable.Range(2, 7)
            from activationBits in Enumerable.Range(2, 7)
            from weights in Enumerable.Range(1, 4)
            from activations in Enumerable.Range(1, 4)
            from signed in Choices
            select DspPacking.Derive(primitive, weightBits, activationBits, weights, activations, signed);
        foreach (DspPacking packing in packings.OfType<DspPacking>())
        {
            OverflowAdjust adjust = new(packing, excludesMinimum: true);
            Assert.That(adjust.TopSums, Is.GreaterThanOrEqualTo(adjust.SegmentSums), $"{packing}");
            seen++;
        }

        Assert.That(seen, Is.GreaterThan(300));
    }

    [Test]
    public void New_TrackedCarries_Throws()
    {
        DspPacking tracked = DspPacking.DeriveTracked(DspPrimitive.Dsp48E2, 8, 8, 2, 1)!.Value;
        Assert.That(() => new OverflowAdjust(tracked, excludesMinimum: false), Throws.ArgumentException);
    }

    /// <summary>Eleven bits do not hold 1024, which only -8 x -128 makes.</summary>
    [Test]
    public void New_LanesThatHoldNoProduct_Throws()
    {
        DspPacking packing = DspPacking.Derive(DspPrimitive.Dsp48E2, 4, 8, 3, 1)!.Value;
        Assert.That(() => new OverflowAdjust(packing, excludesMinimum: false), Throws.ArgumentException);
        Assert.That(new OverflowAdjust(packing, excludesMinimum: true).SegmentSums, Is.EqualTo(1));
    }

    [Test]
    public void Split_OneLane_LeavesItAlone()
    {
        DspPacking single = DspPacking.Derive(DspPrimitive.Dsp48E2, 8, 8, 1, 1)!.Value;
        OverflowAdjust adjust = new(single, excludesMinimum: false);
        var lanes = new long[1];
        Assert.That(adjust.Split(123456789, new long[1]), Is.EqualTo(123456789));
        adjust.Finish(-5, new long[1], lanes);
        Assert.That(lanes, Is.EqualTo(new long[] { -5 }));
        Assert.That(adjust.SegmentSums, Is.EqualTo(((1L << 47) - 1) >> 14));
    }

    private static void Chain(DspPacking packing, OverflowAdjust adjust, bool excludesMinimum, int segments,
        Random random, bool alike)
    {
        var weights = new int[packing.Weights];
        var activations = new int[packing.Activations];
        var sums = new long[packing.Lanes];
        var lanes = new long[packing.Lanes];
        var corrections = new long[packing.Lanes];
        long word = 0;
        for (int segment = 0; segment < segments; segment++)
        {
            // Up to five different operands share a segment's products.
            long left = adjust.SegmentSums;
            while (left > 0)
            {
                long times = alike ? left : Math.Min(left, 1 + (adjust.SegmentSums / 5));
                Corners.Fill(random, weights, packing.WeightBits, isSigned: true, excludesMinimum);
                Corners.Fill(random, activations, packing.ActivationBits, packing.SignedActivations);
                word += times * PackedLanes.Pack(packing, weights, activations).Product;
                Corners.Add(weights, activations, times, sums);
                left -= times;
            }

            word = segment < segments - 1 ? adjust.Split(word, corrections) : word;
        }

        adjust.Finish(word, corrections, lanes);
        Assert.That(lanes, Is.EqualTo(sums));
    }

    /// <summary>Cases that are read wrongly after a segment from remainders of so many bits.</summary>
    private static int Wrong(DspPacking packing, OverflowAdjust adjust, int kept, bool excludesMinimum)
    {
        int wrong = 0;
        var lanes = new long[packing.Lanes];
        var sums = new long[packing.Lanes];
        int[] lower = [.. new LaneLayout(packing).Order];
        Span<int> patterns = [0, 1, 2, 3];
        foreach ((int[] weights, int[] activations) in Corners.All(packing, excludesMinimum))
        {
            long step = adjust.SegmentSums * PackedLanes.Pack(packing, weights, activations).Product;
            foreach (int pattern in patterns)
            {
                Array.Clear(sums);
                Corners.Add(weights, activations, adjust.SegmentSums, sums);
                long word = step;
                for (int i = 0; i < packing.Lanes - 1; i++)
                {
                    long remainder = ((pattern >> (i & 1)) & 1) == 0 ? 0 : (1L << kept) - 1;
                    word += remainder << (i * packing.Spacing);
                    sums[lower[i]] += remainder;
                }

                PackedLanes.Unpack(word, packing, lanes);
                wrong += lanes.AsSpan().SequenceEqual(sums) ? 0 : 1;
            }
        }

        return wrong;
    }
}
