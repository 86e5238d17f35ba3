using Accel.Arch.Designs.DspChain;
using Accel.Sim.DspChain;
using Accel.Sim.DspChain.Slices;
using Accel.Tests.Arch.Designs.DspChain;

namespace Accel.Tests.Sim.DspChain.Slices;

public class SliceCascadeTests
{
    [Test]
    public void Step_OneDotProduct_IsThereAfterNAndThreeCycles()
    {
        for (int n = 1; n <= 20; n++)
        {
            SliceCascade cascade = new(n);
            Assert.That(cascade.Latency, Is.EqualTo(n + 3));
            PackedOperands[] operands =
                [.. Enumerable.Range(1, n).Select(i => new PackedOperands(i << 18, -i, Subtracts: i % 2 == 0, i))];
            var idle = new PackedOperands[n];
            long expected = operands.Sum(operand => operand.Product);
            for (int step = 1; step <= (2 * n) + 6; step++)
            {
                Assert.That(cascade.Step(step == 1 ? operands : idle), Is.EqualTo(step == n + 3 ? expected : 0),
                    $"{n} slices, step {step}");
            }
        }
    }

    [TestCaseSource(typeof(PackingRow), nameof(PackingRow.OfDsp48E2))]
    public void Step_PackedDotProducts_AreThePlainOnes(PackingRow row) => Streams(row.Packing, new Random(21));

    [Test]
    public void Step_EveryPackingThatFits_GivesPlainSums()
    {
        Random random = new(22);
        int seen = 0;
        for (int weightBits = 2; weightBits <= 8; weightBits++)
        {
            for (int activationBits = 2; activationBits <= 8; activationBits++)
            {
                for (int lanes = 0; lanes < 32; lanes++)
                {
                    if (DspPacking.Derive(DspPrimitive.Dsp48E2, weightBits, activationBits, 1 + (lanes % 4),
                        1 + (lanes / 4 % 4), signedActivations: lanes < 16) is { } packing
                        && packing.MaximumSums(excludesMinimum: false) > 0)
                    {
                        Streams(packing, random);
                        seen++;
                    }
                }
            }
        }

        Assert.That(seen, Is.GreaterThan(300));
    }

    /// <summary>The tail sums up over time, and starts anew where it is told to.</summary>
    [Test]
    public void Step_Continued_AddsToTheSumBefore()
    {
        Random random = new(23);
        foreach (int n in new[] { 1, 2, 5 })
        {
            SliceCascade cascade = new(n);
            List<long> expected = [];
            List<long> seen = [];
            for (int step = 0; step < 200; step++)
            {
                bool continues = random.Next(3) > 0;
                PackedOperands[] operands = [.. Enumerable.Range(0, n).Select(_ => new PackedOperands(
                    random.Next(-1000, 1000), random.Next(-1000, 1000), random.Next(2) == 0, random.Next(-99, 99)))];
                seen.Add(cascade.Step(operands, continues));
                expected.Add(operands.Sum(operand => operand.Product)
                    + (continues && step > 0 ? expected[step - 1] : 0));
            }

            Assert.That(seen.Skip(cascade.Latency - 1), Is.EqualTo(expected.SkipLast(cascade.Latency - 1)));
        }
    }

    /// <summary>
    /// Without guard bits, two passes over time: counters are kept for each word, from the sums that slices show.
    /// </summary>
    [TestCase(8, 8, 2, 1)]
    [TestCase(4, 4, 4, 1)]
    [TestCase(4, 8, 3, 1)]
    [TestCase(2, 8, 4, 1)]
    [TestCase(2, 2, 3, 3)]
    public void Step_TrackedCarries_RepairEachSum(int weightBits, int activationBits, int weights, int activations)
    {
        const int Slices = 6;
        const int Words = 60;
        DspPacking packing =
            DspPacking.DeriveTracked(DspPrimitive.Dsp48E2, weightBits, activationBits, weights, activations)!.Value;
        CarryTracker tracker = new(packing);
        SliceCascade cascade = new(Slices);
        Random random = new(24);
        int[][][] w = Values(random, Words, Slices, weights, weightBits);
        int[][][] a = Values(random, Words, Slices, activations, activationBits);
        var carries = new long[Words][];
        var before = new long[Words];
        var idle = new PackedOperands[Slices];
        var lanes = new long[packing.Lanes];
        for (int step = 0; step < Words + cascade.Latency; step++)
        {
            cascade.Step(step >= Words ? idle : [.. w[step].Zip(a[step], (x, y) => PackedLanes.Pack(packing, x, y))]);

            // Slice i shows the sum of the word whose operands came i + 3 steps ago.
            for (int slice = 0; slice < Slices; slice++)
            {
                int word = step - slice - 3;
                if (word is < 0 or >= Words)
                {
                    continue;
                }

                long[] counters = carries[word] ??= new long[tracker.Borders];
                tracker.Follow(before[word], cascade.SumOf(slice), w[word][slice], a[word][slice], counters);
                before[word] = cascade.SumOf(slice);
            }
        }

        for (int word = 0; word < Words; word++)
        {
            var sums = new long[packing.Lanes];
            for (int slice = 0; slice < Slices; slice++)
            {
                Corners.Add(w[word][slice], a[word][slice], 1, sums);
            }

            tracker.Repair(before[word], carries[word], lanes);
            Assert.That(lanes, Is.EqualTo(sums), $"word {word}");
        }
    }

    /// <summary>A chain of three segments with the words adjusted between them.</summary>
    [TestCase(8, 8, 1, 2)]
    [TestCase(3, 8, 3, 1)]
    [TestCase(2, 2, 3, 3)]
    public void Step_SegmentsWithAdjustedWords_GiveTheLongSum(int weightBits, int activationBits, int weights,
        int activations)
    {
        DspPacking packing =
            DspPacking.Derive(DspPrimitive.Dsp48E2, weightBits, activationBits, weights, activations)!.Value;
        OverflowAdjust adjust = new(packing, excludesMinimum: false);
        int slices = (int)adjust.SegmentSums;
        Random random = new(25);
        var idle = new PackedOperands[slices];
        for (int run = 0; run < 40; run++)
        {
            var sums = new long[packing.Lanes];
            var corrections = new long[packing.Lanes];
            var lanes = new long[packing.Lanes];
            long word = 0;
            for (int segment = 0; segment < 3; segment++)
            {
                SliceCascade cascade = new(slices);
                PackedOperands[] operands = new PackedOperands[slices];
                for (int i = 0; i < slices; i++)
                {
                    int[] w = Values(random, 1, 1, weights, weightBits)[0][0];
                    int[] a = Values(random, 1, 1, activations, activationBits)[0][0];
                    operands[i] = PackedLanes.Pack(packing, w, a);
                    Corners.Add(w, a, 1, sums);
                }

                word += cascade.Step(operands);
                for (int step = 1; step < cascade.Latency; step++)
                {
                    word += cascade.Step(idle);
                }

                word = segment < 2 ? adjust.Split(word, corrections) : word;
            }

            adjust.Finish(word, corrections, lanes);
            Assert.That(lanes, Is.EqualTo(sums));
        }
    }

    private static void Streams(DspPacking packing, Random random)
    {
        const int Products = 30;
        int slices = (int)Math.Min(packing.MaximumSums(excludesMinimum: false), 5);
        SliceCascade cascade = new(slices);
        var sums = new long[Products][];
        var lanes = new long[packing.Lanes];
        var weights = new int[packing.Weights];
        var activations = new int[packing.Activations];
        for (int step = 0; step < Products + cascade.Latency - 1; step++)
        {
            var operands = new PackedOperands[slices];
            if (step < Products)
            {
                sums[step] = new long[packing.Lanes];
                for (int i = 0; i < slices; i++)
                {
                    Corners.Fill(random, weights, packing.WeightBits, isSigned: true);
                    Corners.Fill(random, activations, packing.ActivationBits, packing.SignedActivations);
                    operands[i] = PackedLanes.Pack(packing, weights, activations);
                    Corners.Add(weights, activations, 1, sums[step]);
                }
            }

            long word = cascade.Step(operands);
            if (step >= cascade.Latency - 1)
            {
                PackedLanes.Unpack(word, packing, lanes);
                long[] expected = sums[step - cascade.Latency + 1];
                if (!lanes.AsSpan().SequenceEqual(expected))
                {
                    Assert.That(lanes, Is.EqualTo(expected), $"{packing}");
                }
            }
        }
    }

    private static int[][][] Values(Random random, int words, int slices, int count, int bits)
    {
        var values = new int[words][][];
        for (int word = 0; word < words; word++)
        {
            values[word] = new int[slices][];
            for (int slice = 0; slice < slices; slice++)
            {
                values[word][slice] = new int[count];
                Corners.Fill(random, values[word][slice], bits, isSigned: true);
            }
        }

        return values;
    }
}
