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
    [TestCase(2, 5, 2, 4, 3)]
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
        Assert.That(packing.MaximumSums(excludesMinimum: false), Is.EqualTo(long.MaxValue));
    }

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
