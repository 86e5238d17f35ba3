using Accel.Arch.Designs.DspChain;

namespace Accel.Tests.Arch.Designs.DspChain;

public class DspPackingTests
{
    [TestCaseSource(typeof(PackingRow), nameof(PackingRow.All))]
    public void Derive_ForThePortOfARow_IsTheRow(PackingRow row)
    {
        DspPacking packing = row.Packing;
        Assert.Multiple(() =>
        {
            Assert.That(packing.Spacing, Is.EqualTo(row.Spacing));
            Assert.That(packing.GuardBits, Is.EqualTo(row.Guard));
            Assert.That(packing.MaximumSums(excludesMinimum: false), Is.EqualTo(row.MaximumSums));
            Assert.That(packing.MaximumSums(excludesMinimum: true), Is.EqualTo(row.MaximumSumsWithoutMinimum));
            Assert.That(PackingRow.Joined(Enumerable.Range(0, packing.Weights).Select(packing.WeightOffset)),
                Is.EqualTo(row.WeightOffsets));
            Assert.That(PackingRow.Joined(Enumerable.Range(0, packing.Activations).Select(packing.ActivationOffset)),
                Is.EqualTo(row.ActivationOffsets));
        });
    }

    [TestCaseSource(typeof(PackingRow), nameof(PackingRow.All))]
    public void Derive_WithTheChoiceOfPorts_LeavesLanesAsWide(PackingRow row)
    {
        DspPacking best = DspPacking.Derive(row.Primitive, row.Mode.WeightBits, row.Mode.ActivationBits,
            row.Mode.Weights, row.Mode.Activations, row.Signed)!.Value;
        Assert.That(best.Spacing, Is.EqualTo(row.Spacing));
        Assert.That(best.MaximumSums(excludesMinimum: false), Is.EqualTo(row.MaximumSums));
    }

    [Test]
    public void Rows_OfTheTable_AreAllThere() => Assert.That(PackingRow.All, Has.Count.EqualTo(65));

    [Test]
    public void Derive_OneBitMore_LeavesAPort()
    {
        foreach (PackingRow row in PackingRow.All)
        {
            DspPacking wider = row.Packing with { Spacing = row.Packing.Spacing + 1 };
            Assert.That(Fits(row.Packing), Is.True, row.ToString());
            Assert.That(Fits(wider), Is.False, row.ToString());
        }
    }

    [Test]
    public void ProductRange_OfAllValues_IsTheLeastAndTheGreatest()
    {
        foreach ((int weightBits, int activationBits) in new[] { (2, 2), (2, 7), (7, 2), (4, 4), (5, 3) })
        {
            foreach (bool signed in new[] { true, false })
            {
                foreach (bool excludes in new[] { true, false })
                {
                    int most = 1 << (weightBits - 1);
                    int low = signed ? -(1 << (activationBits - 1)) : 0;
                    long[] products =
                    [
                        .. from weight in Enumerable.Range(-most, 2 * most)
                           where !excludes || weight > -most
                           from activation in Enumerable.Range(low, 1 << activationBits)
                           select (long)weight * activation,
                    ];
                    Assert.That(DspPacking.ProductRange(weightBits, activationBits, signed, excludes),
                        Is.EqualTo((products.Min(), products.Max())));
                }
            }
        }
    }

    /// <summary>Unsigned values that are closer than they are wide need a bit for what they add up to.</summary>
    [TestCase(2, 5, 2, 3, 6)]
    public void DeriveTracked_UnsignedValuesThatOverlap_StillFit(int weight, int activation, int weights, int tokens,
        int spacing) => Assert.That(
            DspPacking.DeriveTracked(DspPrimitive.Dsp48E2, weight, activation, weights, tokens, false)!.Value.Spacing,
            Is.EqualTo(spacing));

    [TestCase(8, 8, 2, 1, 2)]
    [TestCase(4, 8, 3, 1, 2)]
    [TestCase(2, 8, 4, 1, 3)]
    public void DeriveTracked_OnADsp48E2_TracksWhatTheCarryTakes(int weight, int activation, int weights, int tokens,
        int least)
    {
        DspPacking packing =
            DspPacking.DeriveTracked(DspPrimitive.Dsp48E2, weight, activation, weights, tokens)!.Value;
        Assert.That(packing.TrackedBits, Is.GreaterThanOrEqualTo(least));
        Assert.That(
            packing.MaximumSums(excludesMinimum: false), Is.EqualTo(packing.TopSums(excludesMinimum: false)));
    }

    /// <summary>All 784 fit the ports; lanes of fewer bits than must be tracked of them are no packing.</summary>
    [Test]
    public void DeriveTracked_LanesNarrowerThanWhatIsTracked_AreNone()
    {
        int none = 0;
        foreach (SliceMode mode in AllModes())
        {
            DspPacking? packing = DspPacking.DeriveTracked(
                DspPrimitive.Dsp48E2, mode.WeightBits, mode.ActivationBits, mode.Weights, mode.Activations);
            none += packing is null ? 1 : 0;
            Assert.That(packing?.TrackedBits ?? 0, Is.LessThanOrEqualTo(packing?.Spacing ?? 0), $"{mode}");
        }

        Assert.That(none, Is.EqualTo(327));
        Assert.That(DspPacking.DeriveTracked(DspPrimitive.Dsp48E2, 2, 2, 4, 4), Is.Null);
    }

    /// <summary>48 - 18 bits are left above the upper of two lanes: 2^29 - 1 of 2^14, or of 127 x 128.</summary>
    [TestCase(8, 8, 1, 2, false, 32767)]
    [TestCase(8, 8, 1, 2, true, 33026)]
    public void TopSums_OfAPair_AreWhatIsLeftOfTheSum(
        int weight, int activation, int weights, int tokens, bool excludesMinimum, long expected)
    {
        DspPacking packing = DspPacking.Derive(DspPrimitive.Dsp48E2, weight, activation, weights, tokens)!.Value;
        Assert.That(packing.LaneOffset(0, 1), Is.EqualTo(18));
        Assert.That(packing.TopSums(excludesMinimum), Is.EqualTo(expected));
    }

    /// <summary>As many products as the top lane holds do fit what is left, and one more does not.</summary>
    [Test]
    public void TopSums_OfEveryPacking_AreTheMostThatFit([Values] bool excludesMinimum, [Values] bool isSigned)
    {
        foreach (SliceMode mode in AllModes())
        {
            if (DspPacking.Derive(DspPrimitive.Dsp58, mode.WeightBits, mode.ActivationBits, mode.Weights,
                mode.Activations, isSigned) is not { } packing)
            {
                continue;
            }

            long least = -(1L << (mode.WeightBits - 1)) + (excludesMinimum ? 1 : 0);
            long most = (1L << (mode.WeightBits - 1)) - 1;
            long low = isSigned ? -(1L << (mode.ActivationBits - 1)) : 0;
            long high = (1L << (mode.ActivationBits - (isSigned ? 1 : 0))) - 1;
            long[] products = [least * low, least * high, most * low, most * high];
            long sums = packing.TopSums(excludesMinimum);
            int offset = packing.LaneOffset(mode.Weights - 1, mode.Activations - 1);
            long limit = 1L << (packing.Primitive.SumBits - 1 - offset);
            bool Fit(long count) => products.All(one => count * one < limit && count * one >= -limit);
            Assert.That(Fit(sums) && !Fit(sums + 1), Is.True, $"{packing}");
        }
    }

    private static IEnumerable<SliceMode> AllModes() =>
        from weightBits in Enumerable.Range(2, 7)
        from activationBits in Enumerable.Range(2, 7)
        from weights in Enumerable.Range(1, 4)
        from activations in Enumerable.Range(1, 4)
        select new SliceMode(weightBits, activationBits, weights, activations);

    [TestCase(1, 8)]
    [TestCase(9, 8)]
    [TestCase(8, 1)]
    [TestCase(8, 9)]
    public void Derive_OtherWidths_Throws(int weight, int activation) => Assert.That(
        () => DspPacking.Derive(DspPrimitive.Dsp48E2, weight, activation, 1, 1),
        Throws.InstanceOf<ArgumentOutOfRangeException>());

    /// <summary>Whether the least and the greatest packed operands fit their ports.</summary>
    private static bool Fits(DspPacking packing)
    {
        int weightPort = packing.WeightsAreWide ? packing.Primitive.WideBits : packing.Primitive.NarrowBits;
        int activationPort = packing.WeightsAreWide ? packing.Primitive.NarrowBits : packing.Primitive.WideBits;
        return Fits(packing.WeightOffset, packing.Weights, packing.WeightBits, true, weightPort)
            && Fits(packing.ActivationOffset, packing.Activations, packing.ActivationBits, packing.SignedActivations,
                activationPort);
    }

    private static bool Fits(Func<int, int> offset, int count, int bits, bool isSigned, int port)
    {
        long most = (1L << (isSigned ? bits - 1 : bits)) - 1;
        long least = isSigned ? -(1L << (bits - 1)) : 0;
        long high = Enumerable.Range(0, count).Sum(i => most << offset(i));
        long low = Enumerable.Range(0, count).Sum(i => least << offset(i));
        return high < 1L << (port - 1) && low >= -(1L << (port - 1));
    }
}
