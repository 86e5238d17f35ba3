using Accel.Arch.Designs.DspChain;
using Accel.Sim.DspChain;
using Accel.Sim.DspChain.Machine;

namespace Accel.Tests.Sim.DspChain;

public class PackedArithmeticTests
{
    private const int Length = 36;

    /// <summary>Every packing that a slice has room for, under every rule, on corners and on any values.</summary>
    [Test]
    public void Chain_EveryPacking_SumsUpExactly([Values("dsp48e2", "dsp58")] string name, [Values] OverflowRule rule)
    {
        DspPrimitive primitive = DspPrimitive.All.Single(one => one.Name == name);
        int packings = 0;
        int adjusted = 0;
        Random random = new(3);
        foreach (SliceMode mode in Modes())
        {
            DspChainFabric fabric = new()
            {
                Primitive = primitive, Groups = Length, GroupSlices = 1, Overflow = rule,
                Packing = new SliceModes(mode),
            };
            if (fabric.PackingOf(mode) is not { } packing || fabric.SegmentSlices(mode) == 0
                || packing.Lanes > LaneValues.MaximumLanes)
            {
                continue;
            }

            packings++;
            ChainEngine engine = ChainEngine.From(fabric, mode);
            adjusted += engine.AdjustUnits > 0 ? 1 : 0;
            for (int kind = 0; kind < 6; kind++)
            {
                Check(engine, random, kind, $"{mode} at {packing.Spacing}, {packing.TrackedBits} tracked, kind {kind}");
            }
        }

        Assert.That(packings, Is.GreaterThan(150));
        Assert.That(adjusted, rule == OverflowRule.TrackCarries ? Is.Zero : Is.GreaterThan(50));
    }

    [Test]
    public void Adjust_SegmentsOfEight_LeavesTheBitsThatThereIsRoomFor()
    {
        // 131071 - 8 x 127 x 128 = 1023.
        var eight = ChainEngine.From(new DspChainFabric(), new SliceMode(8, 8, 1, 2));
        Assert.That(new PackedArithmetic(eight).LowBits, Is.EqualTo(10));

        // 131071 - 6 x 128 x 128 = 32767; none where the lane is full.
        DspChainFabric whole = new() { Overflow = OverflowRule.DrainEvery };
        var six = ChainEngine.From(whole, new SliceMode(8, 8, 1, 2));
        Assert.That(new PackedArithmetic(six).LowBits, Is.EqualTo(15));
        Assert.That(new PackedArithmetic(six with { SegmentSlices = 8 }).LowBits, Is.Zero);
    }

    private static IEnumerable<SliceMode> Modes() =>
        from weightBits in Enumerable.Range(2, 7)
        from activationBits in Enumerable.Range(2, 7)
        from weights in Enumerable.Range(1, 4)
        from activations in Enumerable.Range(1, 4)
        select new SliceMode(weightBits, activationBits, weights, activations);

    private static void Check(in ChainEngine engine, Random random, int kind, string what)
    {
        PackedArithmetic arithmetic = new(engine);
        DspPacking packing = engine.Packing;
        var expected = new int[packing.Lanes];
        PackedSum sum = default;
        for (int slice = 0; slice < Length; slice++)
        {
            int raised = engine.Overflow == OverflowRule.ExcludeMinimum ? 1 : 0;
            sbyte[] weights = Values(random, packing.Weights, packing.WeightBits, kind, raised);
            int other = kind is 1 or 2 ? 3 - kind : kind;
            sbyte[] activations = Values(random, packing.Activations, packing.ActivationBits, other, 0);
            if (slice > 0 && slice % engine.SegmentSlices == 0)
            {
                sum = arithmetic.Adjust(sum);
            }

            sum = arithmetic.Add(sum, arithmetic.Multiply(
                arithmetic.PackWeights(weights), arithmetic.PackActivations(activations)));
            for (int i = 0; i < expected.Length; i++)
            {
                (int w, int a) = (i / packing.Activations, i % packing.Activations);
                expected[arithmetic.Lane(w, a)] += weights[w] * activations[a];
            }
        }

        var lanes = new int[packing.Lanes];
        arithmetic.Read(sum, lanes);
        if (engine.Overflow == OverflowRule.TrackCarries)
        {
            arithmetic.Repair(sum, lanes);
        }

        Assert.That(lanes, Is.EqualTo(expected), what);
    }

    /// <summary>All least; largest by least, least by largest; either of them; any.</summary>
    private static sbyte[] Values(Random random, int count, int bits, int kind, int raised)
    {
        (int least, int most) = (-(1 << (bits - 1)) + raised, (1 << (bits - 1)) - 1);
        return [.. Enumerable.Range(0, count).Select(_ => (sbyte)(kind switch
        {
            0 => least,
            1 => most,
            2 => least,
            3 => random.Next(2) == 0 ? least : most,
            _ => random.Next(least, most + 1),
        }))];
    }
}
