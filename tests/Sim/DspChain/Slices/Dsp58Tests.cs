using Accel.Arch.Designs.DspChain;
using Accel.Sim.DspChain;
using Accel.Sim.DspChain.Slices;
using Accel.Tests.Arch.Designs.DspChain;

namespace Accel.Tests.Sim.DspChain.Slices;

public class Dsp58Tests
{
    private static readonly PackingRow[] Rows =
        [.. PackingRow.All.Where(row => row.Primitive == DspPrimitive.Dsp58)];

    /// <summary>Packed 27 x 24-bit products, summed up over time in one slice.</summary>
    [TestCaseSource(nameof(Rows))]
    public void Step_PackedProducts_SumUpExactly(PackingRow row)
    {
        DspPacking packing = row.Packing;
        Random random = new(41);
        var weights = new int[packing.Weights];
        var activations = new int[packing.Activations];
        var lanes = new long[packing.Lanes];
        int count = (int)Math.Min(packing.MaximumSums(excludesMinimum: false), 100);
        for (int run = 0; run < 10; run++)
        {
            Dsp58 slice = new(Dsp58Settings.Chain);
            var sums = new long[packing.Lanes];
            for (int i = 0; i < count + 3; i++)
            {
                PackedOperands operands = default;
                if (i < count)
                {
                    Corners.Fill(random, weights, packing.WeightBits, isSigned: true);
                    Corners.Fill(random, activations, packing.ActivationBits, packing.SignedActivations);
                    operands = PackedLanes.Pack(packing, weights, activations);
                    Corners.Add(weights, activations, 1, sums);
                }

                slice.Step(new SliceInputs
                {
                    A = operands.A, D = operands.D, B = operands.B, OpMode = OpMode.ProductAndSum,
                    InMode = InMode.EnableD | (operands.Subtracts ? InMode.Subtract : InMode.None),
                });
            }

            PackedLanes.Unpack(slice.P, packing, lanes);
            Assert.That(lanes, Is.EqualTo(sums));
        }
    }

    [Test]
    public void Step_TheSumBeyond58Bits_Wraps()
    {
        Dsp58 slice = new(Dsp58Settings.Dot with { Registers = SliceRegisters.None });
        OpMode mode = new(WSelect.C, ZSelect.Cascade, YSelect.Zero, XSelect.Zero);
        slice.Step(new SliceInputs { C = (1L << 57) - 1, PCascade = 1, OpMode = mode });
        Assert.That(slice.P, Is.EqualTo(-1L << 57));
        slice.Step(new SliceInputs { C = (1L << 57) - 2, PCascade = 1, OpMode = mode });
        Assert.That(slice.P, Is.EqualTo((1L << 57) - 1));
    }

    [Test]
    public void Step_AAndBJoined_AreOfThirtyFourAndTwentyFourBits()
    {
        Dsp58 slice = new(Dsp58Settings.Dot with { Registers = SliceRegisters.OpMode });
        SliceInputs inputs = new() { A = 1, B = 1L << 23, OpMode = new() { X = XSelect.Joined } };
        slice.Step(inputs);
        Assert.That(slice.P, Is.EqualTo((1L << 24) + (1L << 23)));
        slice.Step(inputs with { A = 1L << 33, B = 0 });
        Assert.That(slice.P, Is.EqualTo(-1L << 57));
    }

    [Test]
    public void New_DotProductBehindThePreAdder_Throws() => Assert.That(
        () => new Dsp58(Dsp58Settings.Dot with { MultipliesSum = true }), Throws.ArgumentException);

    [Test]
    public void Step_ShiftedOperand_Throws() => Assert.That(
        () => new Dsp58(Dsp58Settings.Dot).Step(new SliceInputs { OpMode = new() { Z = ZSelect.CascadeShifted } }),
        Throws.ArgumentException);
}
