using Accel.Arch.Designs.DspChain;
using Accel.Sim.DspChain;
using Accel.Tests.Arch.Designs.DspChain;

namespace Accel.Tests.Sim.DspChain;

public class PackedLanesTests
{
    private static readonly bool[] Choices = [false, true];

    [TestCaseSource(typeof(PackingRow), nameof(PackingRow.All))]
    public void Unpack_AsManySumsAsALaneHolds_IsExactAndOneMoreIsNot(PackingRow row)
    {
        DspPacking packing = row.Packing;
        foreach (bool excludesMinimum in Choices)
        {
            long most = packing.MaximumSums(excludesMinimum);
            Assert.That(Wrong(packing, most, excludesMinimum), Is.Zero, $"{most} sums");
            Assert.That(Wrong(packing, most + 1, excludesMinimum), Is.Positive, $"{most + 1} sums");
        }
    }

    [TestCaseSource(typeof(PackingRow), nameof(PackingRow.All))]
    public void Unpack_MixedSums_IsExact(PackingRow row)
    {
        DspPacking packing = row.Packing;
        Random random = new(1);
        var weights = new int[packing.Weights];
        var activations = new int[packing.Activations];
        var lanes = new long[packing.Lanes];
        for (int run = 0; run < 200; run++)
        {
            var sums = new long[packing.Lanes];
            long word = 0;
            for (int i = 0; i < Math.Min(packing.MaximumSums(excludesMinimum: false), 40); i++)
            {
                Corners.Fill(random, weights, packing.WeightBits, isSigned: true);
                Corners.Fill(random, activations, packing.ActivationBits, packing.SignedActivations);
                word += PackedLanes.Pack(packing, weights, activations).Product;
                Corners.Add(weights, activations, 1, sums);
            }

            PackedLanes.Unpack(word, packing, lanes);
            Assert.That(lanes, Is.EqualTo(sums));
        }
    }

    [Test]
    public void Unpack_AnyWord_IsThatOfReadingInOrder()
    {
        Random random = new(2);
        foreach (PackingRow row in PackingRow.All)
        {
            DspPacking packing = row.Packing;
            LaneLayout layout = new(packing);
            var fast = new long[packing.Lanes];
            var slow = new long[packing.Lanes];
            long end = 1L << (packing.Primitive.SumBits - 1);
            for (int run = 0; run < 500; run++)
            {
                long word = run switch { 0 => -end, 1 => end - 1, 2 => -1, _ => random.NextInt64(-end, end) };
                PackedLanes.Unpack(word, packing, fast);
                PackedLanes.UnpackInOrder(word, layout, slow);
                Assert.That(fast, Is.EqualTo(slow), $"{row} {word}");
            }
        }
    }

    /// <summary>Seven products of 8 x 8 bits always fit 18 bits; eight do, but for one case.</summary>
    [Test]
    public void Unpack_EightProductsOfEightBits_FailsOnlyWhereAllAreTheGreatest()
    {
        DspPacking packing = DspPacking.Derive(DspPrimitive.Dsp48E2, 8, 8, 1, 2)!.Value;
        Assert.That(packing.MaximumSums(excludesMinimum: false), Is.EqualTo(7));
        int[] corners = Corners.Of(8, isSigned: true);
        int[] products = [.. corners.SelectMany(weight => corners.Select(value => weight * value)).Distinct()];

        // Every sum of so many products, and in how many ways it comes about.
        Dictionary<long, long> sums = new() { [0] = 1 };
        var lanes = new long[2];
        for (int count = 1; count <= 8; count++)
        {
            Dictionary<long, long> next = [];
            foreach ((long sum, long ways) in sums)
            {
                foreach (int product in products)
                {
                    next[sum + product] = next.GetValueOrDefault(sum + product) + ways;
                }
            }

            sums = next;
            foreach ((long sum, long ways) in sums)
            {
                PackedLanes.Unpack(sum + (5L << packing.Spacing), packing, lanes);
                bool exact = lanes[0] == sum && lanes[1] == 5;
                Assert.That(exact, Is.EqualTo(sum != 8 * 128 * 128), $"{count} products, {sum}");
                Assert.That(exact || ways == 1, $"{sum}");
            }
        }

        Assert.That(sums, Contains.Key(8L * 128 * 128));
    }

    [TestCaseSource(typeof(PackingRow), nameof(PackingRow.All))]
    public void Pack_Corners_FitsPortsAndIsTheWeightedSum(PackingRow row)
    {
        DspPacking packing = row.Packing;
        LaneLayout layout = new(packing);
        Assert.That(layout.FitsPorts());
        foreach ((int[] weights, int[] activations) in Corners.All(packing))
        {
            PackedOperands operands = PackedLanes.Pack(packing, weights, activations);
            long weight = weights.Select((value, i) => (long)value << packing.WeightOffset(i)).Sum();
            long activation = activations.Select((value, i) => (long)value << packing.ActivationOffset(i)).Sum();
            bool right = (operands.Wide, operands.B)
                    == (packing.WeightsAreWide ? (weight, activation) : (activation, weight))
                && Fits(operands.Wide, packing.Primitive.WideBits) && Fits(operands.D, packing.Primitive.WideBits)
                && Fits(operands.A, packing.Primitive.WideBits) && Fits(operands.B, packing.Primitive.NarrowBits)
                && operands == PackedLanes.Pack(layout, weights, activations)
                && PackedLanes.WeightWord(packing, weights) == weight
                && PackedLanes.ActivationWord(packing, activations) == activation;
            if (!right)
            {
                Assert.Fail($"[{string.Join(' ', weights)}] x [{string.Join(' ', activations)}]: {operands}");
            }
        }
    }

    [Test]
    public void Pack_ThreeWeights_PutsMagnitudesOnDAndSignsOnA()
    {
        DspPacking packing = DspPacking.Derive(DspPrimitive.Dsp48E2, 4, 4, 3, 1)!.Value;
        PackedOperands operands = PackedLanes.Pack(packing, [-8, 7, -1], [-3]);
        Assert.That(operands, Is.EqualTo(new PackedOperands(
            (7L << 11) + (7L << 22), (1L << 3) + (1L << 25), Subtracts: true, -3)));
    }

    [Test]
    public void Pack_OtherCounts_Throws()
    {
        DspPacking packing = DspPacking.Derive(DspPrimitive.Dsp48E2, 8, 8, 1, 2)!.Value;
        Assert.That(() => PackedLanes.Pack(packing, [1, 2], [1, 2]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => PackedLanes.Pack(packing, [1], [1]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => PackedLanes.Unpack(0, packing, new long[3]),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static bool Fits(long value, int bits) => value >= -(1L << (bits - 1)) && value < 1L << (bits - 1);

    /// <summary>Operands from the corners that are read back wrongly when their product is added so often.</summary>
    private static int Wrong(DspPacking packing, long times, bool excludesMinimum)
    {
        int wrong = 0;
        var lanes = new long[packing.Lanes];
        var sums = new long[packing.Lanes];
        foreach ((int[] weights, int[] activations) in Corners.All(packing, excludesMinimum))
        {
            Array.Clear(sums);
            Corners.Add(weights, activations, times, sums);
            PackedLanes.Unpack(times * PackedLanes.Pack(packing, weights, activations).Product, packing, lanes);
            wrong += lanes.AsSpan().SequenceEqual(sums) ? 0 : 1;
        }

        return wrong;
    }
}
