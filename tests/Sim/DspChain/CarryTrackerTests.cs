using Accel.Arch.Designs.DspChain;
using Accel.Sim.DspChain;
using Accel.Sim.DspChain.Slices;
using Accel.Tests.Arch.Designs.DspChain;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.DspChain;

public class CarryTrackerTests
{
    private static readonly DspPrimitive[] Primitives = [.. DspPrimitive.All];

    /// <summary>Packings without guard bits, in dspchain_packing_canary.csv.</summary>
    private static IEnumerable<TestCaseData> Rows() =>
        ReferenceCsv.Read("dspchain_packing_canary.csv").Select(row => new TestCaseData(row).SetArgDisplayNames(
            $"{row["weight_bits"]}x{row["act_bits"]}{row["act_sign"]} {row["weight_offsets"]} {row["weights"]} "
            + $"t{row["tracked_low_bits"]}"));

    [TestCaseSource(nameof(Rows))]
    public void Follow_AnAccumulatingSlice_IsExactWhereTheRowSaysSo(object test)
    {
        var row = (ReferenceCsv)test;
        int[] offsets = [.. row["weight_offsets"].Split('/').Select(int.Parse)];
        SliceMode mode = new(row.Int("weight_bits"), row.Int("act_bits"), offsets.Length, 1);
        LaneLayout layout =
            new(DspPrimitive.Dsp48E2, mode, offsets, [0], signedActivations: row["act_sign"] == "s");
        CarryTracker tracker = new(layout, row.Int("tracked_low_bits"));
        bool isExact = row["exact"] == "yes";
        bool symmetric = row["weights"] == "symmetric";
        if (!symmetric)
        {
            Assert.That(tracker.IsExact && layout.FitsPorts(), Is.EqualTo(isExact));
        }

        int wrong = 0;
        for (int seed = 0; seed < 6; seed++)
        {
            wrong += Accumulates(tracker, layout, row.Int("sums_tested"), symmetric, new Random(seed)) ? 0 : 1;
        }

        Assert.That(wrong, isExact ? Is.Zero : Is.Positive);
    }

    /// <summary>Every packing without guard bits of every width and number of lanes.</summary>
    [TestCaseSource(nameof(Primitives))]
    public void IsExact_OfEveryTrackedPacking_Holds(DspPrimitive primitive)
    {
        int seen = 0;
        foreach (DspPacking packing in Tracked(primitive))
        {
            CarryTracker tracker = new(packing);
            LaneLayout layout = new(packing);
            Assert.That(tracker.IsExact && tracker.IsExactInJoins, $"{packing}");
            Assert.That(layout.FitsPorts(), $"{packing}");
            Assert.That(Words(tracker, layout, 8, new Random(seen)), $"{packing}");
            seen++;
        }

        Assert.That(seen, Is.GreaterThan(500));
    }

    /// <summary>What <see cref="CarryTracker.IsExact"/> promises is neither too little nor too much.</summary>
    [Test]
    public void IsExact_ForEachNumberOfBits_IsWhatSumsShow()
    {
        (int exact, int inexact) = (0, 0);
        foreach (DspPacking packing in Tracked(DspPrimitive.Dsp48E2).Where((_, i) => i % 7 == 0))
        {
            LaneLayout layout = new(packing);
            for (int bits = 1; bits <= packing.TrackedBits; bits++)
            {
                CarryTracker tracker = new(layout, bits);
                if (tracker.IsExact)
                {
                    Assert.That(Words(tracker, layout, 60, new Random(bits)), $"{packing} {bits}");
                    exact++;
                }
                else
                {
                    inexact++;
                    Assert.That(Carries(tracker, layout), Is.False, $"{packing} {bits}");
                }
            }
        }

        Assert.That(exact, Is.GreaterThan(100));
        Assert.That(inexact, Is.GreaterThan(100));
    }

    /// <summary>A cascade whose tail sums up over time: counters go along it and join those of the tail.</summary>
    [Test]
    public void Join_CascadesOverTime_KeepsSumsExact()
    {
        int seen = 0;
        Random random = new(5);
        foreach (DspPacking packing in Tracked(DspPrimitive.Dsp48E2).Where((_, i) => i % 5 == 0))
        {
            CarryTracker tracker = new(packing);
            Passes(packing, tracker, random);
            seen++;
        }

        Assert.That(seen, Is.GreaterThan(100));
    }

    [Test]
    public void New_GuardedPacking_Throws() => Assert.That(
        () => new CarryTracker(DspPacking.Derive(DspPrimitive.Dsp48E2, 8, 8, 2, 1)!.Value),
        Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static IEnumerable<DspPacking> Tracked(DspPrimitive primitive) =>
        from weightBits in Enumerable.Range(2, 7)
        from activationBits in Enumerable.Range(2, 7)
        from weights in Enumerable.Range(1, 4)
        from activations in Enumerable.Range(1, 4)
        from signed in new[] { true, false }
        let packing = DspPacking.DeriveTracked(primitive, weightBits, activationBits, weights, activations, signed)
        where packing is { TrackedBits: > 0 }
        select packing.Value;

    /// <summary>Whether sums are right that a real slice adds up over time.</summary>
    private static bool Accumulates(CarryTracker tracker, LaneLayout layout, int count, bool symmetric, Random random)
    {
        Dsp48E2 slice = new(Dsp48E2Settings.Chain with { ARegisters = 0, ACascadeRegisters = 0, BRegisters = 0,
            BCascadeRegisters = 0, Registers = SliceRegisters.P });
        SliceMode mode = layout.Mode;
        var weights = new int[mode.Weights];
        var activations = new int[mode.Activations];
        var carries = new long[tracker.Borders];
        var sums = new long[mode.Lanes];
        var lanes = new long[mode.Lanes];
        for (int i = 0; i < count; i++)
        {
            Corners.Fill(random, weights, mode.WeightBits, isSigned: true, symmetric);
            Corners.Fill(random, activations, mode.ActivationBits, layout.SignedActivations);
            PackedOperands operands = PackedLanes.Pack(layout, weights, activations);
            long before = slice.P;
            slice.Step(new SliceInputs
            {
                A = operands.A, D = operands.D, B = operands.B, OpMode = OpMode.ProductAndSum,
                InMode = InMode.EnableD | (operands.Subtracts ? InMode.Subtract : InMode.None),
            });
            tracker.Follow(before, slice.P, weights, activations, carries);
            Corners.Add(weights, activations, 1, sums);
        }

        tracker.Repair(slice.P, carries, lanes);
        return lanes.AsSpan().SequenceEqual(sums);
    }

    /// <summary>Whether plain words give the right sums; the top lane may have wrapped.</summary>
    private static bool Words(CarryTracker tracker, LaneLayout layout, int count, Random random)
    {
        SliceMode mode = layout.Mode;
        var weights = new int[mode.Weights];
        var activations = new int[mode.Activations];
        var carries = new long[tracker.Borders];
        var sums = new long[mode.Lanes];
        long word = 0;
        for (int i = 0; i < count; i++)
        {
            Corners.Fill(random, weights, mode.WeightBits, isSigned: true);
            Corners.Fill(random, activations, mode.ActivationBits, layout.SignedActivations);
            long after =
                Wrap(word + PackedLanes.Pack(layout, weights, activations).Product, layout.Primitive.SumBits);
            tracker.Follow(word, after, weights, activations, carries);
            Corners.Add(weights, activations, 1, sums);
            word = after;
        }

        return Same(tracker, layout, word, carries, sums);
    }

    /// <summary>Whether every carry is seen of extreme products onto any word below the border.</summary>
    private static bool Carries(CarryTracker tracker, LaneLayout layout)
    {
        SliceMode mode = layout.Mode;
        bool right = true;
        var carries = new long[tracker.Borders];
        int weight = -(1 << (mode.WeightBits - 1));
        int activation = layout.SignedActivations ? -(1 << (mode.ActivationBits - 1)) : 0;
        int greatest = (1 << (layout.SignedActivations ? mode.ActivationBits - 1 : mode.ActivationBits)) - 1;
        foreach ((int w, int a) in new[] { (weight, activation), (weight, greatest), (~weight, greatest) })
        {
            int[] weights = [.. Enumerable.Repeat(w, mode.Weights)];
            int[] activations = [.. Enumerable.Repeat(a, mode.Activations)];
            long product = PackedLanes.Pack(layout, weights, activations).Product;
            long low = 0;
            for (int border = 1; border < layout.Lanes; border++)
            {
                low += ((long)w * a) << layout.Offsets[border - 1];
                long field = 1L << layout.Offsets[border];
                foreach (long start in new[] { 0, field - 1 })
                {
                    Array.Clear(carries);
                    tracker.Follow(start, start + product, weights, activations, carries);
                    right &= carries[border - 1] == (start + low) >> layout.Offsets[border];
                }
            }
        }

        return right;
    }

    private static void Passes(DspPacking packing, CarryTracker tracker, Random random)
    {
        const int Slices = 4;
        LaneLayout layout = new(packing);
        var weights = new int[packing.Weights];
        var activations = new int[packing.Activations];
        var total = new long[tracker.Borders];
        var sums = new long[packing.Lanes];
        long tail = 0;
        for (int pass = 0; pass < 25; pass++)
        {
            long word = 0;
            for (int slice = 0; slice < Slices; slice++)
            {
                Corners.Fill(random, weights, packing.WeightBits, isSigned: true);
                Corners.Fill(random, activations, packing.ActivationBits, packing.SignedActivations);
                Corners.Add(weights, activations, 1, sums);
                long product = PackedLanes.Pack(packing, weights, activations).Product;
                if (slice < Slices - 1)
                {
                    tracker.Follow(word, Wrap(word + product, 48), weights, activations, total);
                    word = Wrap(word + product, 48);
                }
                else
                {
                    long after = Wrap(word + product + tail, 48);
                    tracker.Join(word, tail, after, weights, activations, total);
                    tail = after;
                }
            }
        }

        Assert.That(Same(tracker, layout, tail, total, sums), $"{packing}");
    }

    private static bool Same(CarryTracker tracker, LaneLayout layout, long word, long[] carries, long[] sums)
    {
        var lanes = new long[layout.Lanes];
        tracker.Repair(word, carries, lanes);
        int top = layout.Order[^1];
        int spare = 64 - layout.Primitive.SumBits + layout.Offsets[^1];
        sums[top] = (sums[top] << spare) >> spare;
        return lanes.AsSpan().SequenceEqual(sums);
    }

    private static long Wrap(long word, int bits) => (word << (64 - bits)) >> (64 - bits);
}
