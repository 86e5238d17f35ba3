using Accel.Sim.DspChain.Slices;

namespace Accel.Tests.Sim.DspChain.Slices;

public class Dsp48E2Tests
{
    private static readonly Dsp48E2Settings Bare = new()
    {
        ARegisters = 0, ACascadeRegisters = 0, BRegisters = 0, BCascadeRegisters = 0,
        Registers = SliceRegisters.None,
    };

    /// <summary>INMODE bits 1 to 3 without registers, the pre-adder on either side of the multiplier.</summary>
    [Test]
    public void Step_EveryInMode_GivesTheMultiplierItsOperands()
    {
        Random random = new(7);
        foreach (int setting in Enumerable.Range(0, 8))
        {
            (bool onB, bool wide, bool narrow) = ((setting & 1) != 0, (setting & 2) != 0, (setting & 4) != 0);
            Dsp48E2 slice = new(Bare with { PreAddsB = onB, MultipliesSum = wide, MultipliesBySum = narrow });
            for (int run = 0; run < 400; run++)
            {
                var mode = (InMode)((run & 7) << 1);
                long a = Signed(random, 27);
                long b = Signed(random, 18);
                long d = Signed(random, 27);
                slice.Step(new SliceInputs { A = a, B = b, D = d, InMode = mode, OpMode = OpMode.Product });
                bool zero = (mode & InMode.ZeroOperand) != 0;
                long gatedA = zero && !onB ? 0 : a;
                long gatedB = zero && onB ? 0 : b;
                long operand = onB ? gatedB : gatedA;
                long enabled = (mode & InMode.EnableD) != 0 ? d : 0;
                long sum = Cut((mode & InMode.Subtract) != 0 ? enabled - operand : enabled + operand, 27);
                Assert.That(slice.P, Is.EqualTo((wide ? sum : gatedA) * (narrow ? Cut(sum, 18) : gatedB)),
                    $"{setting} {mode} {a} {b} {d}");
            }
        }
    }

    /// <summary>INMODE bits 0 and 4: the first register of two instead of the second.</summary>
    [TestCase(InMode.None, 3, 30)]
    [TestCase(InMode.FirstA, 4, 30)]
    [TestCase(InMode.FirstB, 3, 40)]
    [TestCase(InMode.FirstA | InMode.FirstB, 4, 40)]
    public void Step_TwoRegisters_ChoosesFirstOrSecond(InMode mode, long a, long b)
    {
        Dsp48E2 slice = new(Bare with
        {
            ARegisters = 2, ACascadeRegisters = 2, BRegisters = 2, BCascadeRegisters = 1,
        });
        SliceInputs inputs = new() { InMode = mode, OpMode = OpMode.Product };
        slice.Step(inputs with { A = 3, B = 30 });
        slice.Step(inputs with { A = 4, B = 40 });
        Assert.That(slice.P, Is.EqualTo(a * b));
        Assert.That((slice.ACOut, slice.BCOut), Is.EqualTo((3L, 40L)));
    }

    /// <summary>Cycles from a port to the sum, one for each register on the way.</summary>
    [TestCase(0, SliceRegisters.None, 0)]
    [TestCase(1, SliceRegisters.None, 1)]
    [TestCase(2, SliceRegisters.None, 2)]
    [TestCase(1, SliceRegisters.M, 2)]
    [TestCase(1, SliceRegisters.M | SliceRegisters.P, 3)]
    [TestCase(1, SliceRegisters.Ad | SliceRegisters.M | SliceRegisters.P, 4)]
    [TestCase(2, SliceRegisters.Ad | SliceRegisters.M | SliceRegisters.P, 5)]
    public void Step_Registers_DelayTheProduct(int registers, SliceRegisters others, int cycles)
    {
        bool preAdds = (others & SliceRegisters.Ad) != 0;
        Dsp48E2 slice = new(Bare with
        {
            ARegisters = registers, ACascadeRegisters = registers, Registers = others, MultipliesSum = preAdds,
        });
        SliceInputs idle = new() { OpMode = OpMode.Product, B = 1 };
        for (int i = 1; i <= 7; i++)
        {
            slice.Step(i == 1 ? idle with { A = 42 } : idle);

            // Without a register the sum is there within the cycle of its operands.
            Assert.That(slice.P, Is.EqualTo(i == Math.Max(cycles, 1) ? 42 : 0), $"step {i}");
        }
    }

    [Test]
    public void Step_Chain_TakesFourCycles()
    {
        Dsp48E2 slice = new(Dsp48E2Settings.Chain);
        SliceInputs inputs = new() { InMode = InMode.EnableD | InMode.Subtract, OpMode = OpMode.Product };
        for (int i = 1; i <= 6; i++)
        {
            slice.Step(i == 1 ? inputs with { A = 5, D = 12, B = -3 } : inputs);
            Assert.That(slice.P, Is.EqualTo(i == 4 ? -21 : 0), $"step {i}");
        }
    }

    [TestCase(26, 17, true)]
    [TestCase(27, 17, false)]
    [TestCase(26, 18, false)]
    public void Step_OperandsBeyondThePorts_Wrap(int aBit, int bBit, bool fits)
    {
        Dsp48E2 slice = new(Bare);
        long a = (1L << aBit) - 1;
        long b = (1L << bBit) - 1;
        slice.Step(new SliceInputs { A = a, B = b, OpMode = OpMode.Product });
        Assert.That(slice.P == a * b, Is.EqualTo(fits));
    }

    [TestCase(29)]
    [TestCase(30)]
    public void ACOut_OfThirtyBits_Wraps(int bit)
    {
        Dsp48E2 slice = new(Bare);
        slice.Step(new SliceInputs { A = 1L << bit, B = 1L << 17, OpMode = OpMode.Product });
        Assert.That((slice.ACOut, slice.BCOut), Is.EqualTo((bit == 29 ? -1L << 29 : 0L, -1L << 17)));
    }

    [Test]
    public void Step_TheSumBeyond48Bits_Wraps()
    {
        Dsp48E2 slice = new(Bare);
        OpMode mode = new(WSelect.C, ZSelect.Cascade, YSelect.Zero, XSelect.Zero);
        slice.Step(new SliceInputs { C = (1L << 47) - 1, PCascade = 1, OpMode = mode });
        Assert.That(slice.P, Is.EqualTo(-1L << 47));
        slice.Step(new SliceInputs { C = (1L << 47) - 2, PCascade = 1, OpMode = mode });
        Assert.That(slice.P, Is.EqualTo((1L << 47) - 1));
    }

    [Test]
    public void Step_HeldAndCleared_KeepAndZeroRegisters()
    {
        Dsp48E2 slice = new(Dsp48E2Settings.Chain);
        SliceInputs inputs = new() { A = 2, D = 3, B = 7, InMode = InMode.EnableD, OpMode = OpMode.Product };
        for (int i = 0; i < 4; i++)
        {
            slice.Step(inputs);
        }

        Assert.That(slice.P, Is.EqualTo(35));
        slice.Step(inputs with { OpMode = default, Held = SliceRegisters.P });
        Assert.That(slice.P, Is.EqualTo(35), "the sum is held");
        slice.Step(inputs with { Cleared = SliceRegisters.D });
        Assert.That(slice.P, Is.Zero, "the mode in between added nothing");

        // AD was cleared with D one edge ago, so that the product is zero two edges later, and D's own after three.
        slice.Step(inputs);
        Assert.That(slice.P, Is.EqualTo(35));
        slice.Step(inputs);
        Assert.That(slice.P, Is.Zero);
        slice.Step(inputs);
        Assert.That(slice.P, Is.EqualTo(14));
        slice.Step(inputs with { Held = SliceRegisters.All, Cleared = SliceRegisters.P });
        Assert.That(slice.P, Is.Zero, "a reset wins over the enable");
    }

    /// <summary>Weights pass along the first registers while the second ones hold those in use.</summary>
    [Test]
    public void Step_Prefetching_PassesWeightsOnWhileOthersAreInUse()
    {
        Dsp48E2[] slices = [new(Dsp48E2Settings.Prefetching), new(Dsp48E2Settings.Prefetching)];
        void Step(long weight, bool takes)
        {
            for (int i = 1; i >= 0; i--)
            {
                slices[i].Step(new SliceInputs
                {
                    A = 1, BCascade = i == 0 ? weight : slices[0].BCOut, OpMode = OpMode.Product,
                    InMode = InMode.None, Held = takes ? SliceRegisters.None : SliceRegisters.B2,
                });
            }
        }

        foreach ((long weight, bool takes) in new[]
            { (5L, false), (6L, false), (0L, true), (7L, false), (8L, false), (9L, false) })
        {
            Step(weight, takes);
        }

        Assert.That(slices.Select(slice => slice.P), Is.EqualTo(new[] { 6L, 5L }));
        Assert.That(slices.Select(slice => slice.BCOut), Is.EqualTo(new[] { 9L, 8L }));
    }

    [TestCase(0, 0, true)]
    [TestCase(0, 1, false)]
    [TestCase(1, 0, false)]
    [TestCase(1, 1, true)]
    [TestCase(1, 2, false)]
    [TestCase(2, 0, false)]
    [TestCase(2, 1, true)]
    [TestCase(2, 2, true)]
    [TestCase(3, 3, false)]
    [TestCase(-1, -1, false)]
    public void New_RegistersAndTheirCascade_FollowTheRule(int registers, int cascade, bool legal)
    {
        foreach (Dsp48E2Settings settings in new[]
        {
            Bare with { ARegisters = registers, ACascadeRegisters = cascade },
            Bare with { BRegisters = registers, BCascadeRegisters = cascade },
        })
        {
            Assert.That(() => new Dsp48E2(settings), legal ? Throws.Nothing : Throws.ArgumentException);
        }
    }

    [Test]
    public void New_NoMultiplierWithItsRegister_Throws()
    {
        Assert.That(() => new Dsp48E2(Bare with { Multiplies = false, Registers = SliceRegisters.M }),
            Throws.ArgumentException);
        Dsp48E2 slice = new(Bare with { Multiplies = false });
        slice.Step(new SliceInputs { A = 3, B = 3, OpMode = OpMode.Product });
        Assert.That(slice.P, Is.Zero);
    }

    [Test]
    public void Step_WhatIsNotModelled_Throws()
    {
        Dsp48E2 slice = new(Bare);
        Assert.That(() => slice.Step(new SliceInputs { AluMode = (AluMode)4 }), Throws.ArgumentException);
        Assert.That(() => slice.Step(new SliceInputs { InMode = InMode.FirstA }), Throws.ArgumentException);
        Assert.That(() => slice.Step(new SliceInputs { InMode = InMode.FirstB }), Throws.ArgumentException);
    }

    private static long Cut(long value, int bits) => (value << (64 - bits)) >> (64 - bits);

    private static long Signed(Random random, int bits) => random.Next(5) switch
    {
        0 => -1L << (bits - 1),
        1 => (1L << (bits - 1)) - 1,
        _ => random.NextInt64(-1L << (bits - 1), 1L << (bits - 1)),
    };
}
