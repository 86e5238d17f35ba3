using Accel.Sim.DspChain.Slices;

namespace Accel.Tests.Sim.DspChain.Slices;

/// <summary>Each choice of operands of a slice, with its code, against plain sums that wrap at 48 bits.</summary>
public class OpModeTests
{
    private const long Rounding = 0x0000_1234_5678_9ABC;

    private static readonly Dsp48E2Settings Bare = new()
    {
        ARegisters = 0, ACascadeRegisters = 0, BRegisters = 0, BCascadeRegisters = 0, Registers = SliceRegisters.P,
        Rounding = Rounding,
    };

    [Test]
    public void Step_EveryCodeAndAluMode_AddsItsOperands()
    {
        Random random = new(11);
        int modelled = 0;
        for (int code = 0; code < 512; code++)
        {
            bool isWhole = (code & 3) == 1 == (((code >> 2) & 3) == 1);
            if (((code >> 4) & 7) == 4 || !isWhole)
            {
                Assert.That(() => OpMode.FromCode(code), Throws.ArgumentException);
                continue;
            }

            modelled++;
            OpMode mode = OpMode.FromCode(code);
            Assert.That(mode.Code, Is.EqualTo(((code >> 4) & 7) == 7 ? code - 16 : code));
            for (int run = 0; run < 24; run++)
            {
                Dsp48E2 slice = new(Bare);
                slice.Step(new SliceInputs
                {
                    C = run == 0 ? long.MinValue : random.NextInt64(), OpMode = new() { W = WSelect.C },
                });
                SliceInputs inputs = new()
                {
                    A = random.NextInt64(), B = random.NextInt64(), C = random.NextInt64(),
                    PCascade = random.NextInt64(), CarryIn = (run & 4) != 0, OpMode = mode,
                    AluMode = (AluMode)(run & 3),
                };
                long expected = Expected(code, run & 3, inputs, slice.P);
                slice.Step(inputs);
                Assert.That(slice.P, Is.EqualTo(expected), $"{code} {inputs}");
            }
        }

        // 4 of W, 7 of Z, and of X and Y the nine without the product and the one with it.
        Assert.That(modelled, Is.EqualTo(4 * 7 * 10));
    }

    [TestCase(0b00_000_01_01)]
    [TestCase(0b00_001_01_01)]
    [TestCase(0b01_001_01_01)]
    [TestCase(0b00_010_01_01)]
    public void Code_OfTheChainsModes_IsThePublishedOne(int code)
    {
        OpMode[] modes =
        [
            OpMode.Product, OpMode.ProductAndCascade, OpMode.ProductCascadeAndSum, OpMode.ProductAndSum,
        ];
        Assert.That(modes.Select(mode => mode.Code), Does.Contain(code));
        Assert.That(modes, Does.Contain(OpMode.FromCode(code)));
    }

    [TestCase(512)]
    [TestCase(-1)]
    public void FromCode_MoreBits_Throws(int code) =>
        Assert.That(() => OpMode.FromCode(code), Throws.ArgumentException);

    [Test]
    public void Step_SumWithoutARegister_Throws()
    {
        Dsp48E2 slice = new(Bare with { Registers = SliceRegisters.None });
        foreach (OpMode mode in new OpMode[]
        {
            new() { W = WSelect.Sum }, new() { X = XSelect.Sum }, new() { Z = ZSelect.Sum },
            new() { Z = ZSelect.SumShifted },
        })
        {
            Assert.That(() => slice.Step(new SliceInputs { OpMode = mode }), Throws.ArgumentException);
        }
    }

    [Test]
    public void Step_HalfAProduct_Throws() => Assert.That(
        () => new Dsp48E2(Bare).Step(new SliceInputs { OpMode = new() { X = XSelect.Product } }),
        Throws.ArgumentException);

    /// <summary>The opmode table, read anew: 128-bit sums, cut to 48 bits at the end.</summary>
    private static long Expected(int code, int alu, SliceInputs inputs, long sum)
    {
        long Cut(long value, int bits) => (value << (64 - bits)) >> (64 - bits);
        long c = Cut(inputs.C, 48);
        long cascade = Cut(inputs.PCascade, 48);
        Int128 w = new[] { 0, sum, Rounding, c }[code >> 7];
        Int128 x = new[]
        {
            0, Cut(inputs.A, 27) * Cut(inputs.B, 18), sum,
            Cut((inputs.A << 18) | (inputs.B & 0x3FFFF), 48),
        }[code & 3];
        Int128 y = new[] { 0, 0, 0xFFFF_FFFF_FFFF, c }[(code >> 2) & 3];
        Int128 z = new[] { 0, cascade, sum, c, 0, cascade >> 17, sum >> 17, sum >> 17 }[(code >> 4) & 7];
        Int128 others = w + x + y + (inputs.CarryIn ? 1 : 0);
        Int128 result = alu switch
        {
            0 => z + others,
            1 => others - z - 1,
            2 => -(z + others) - 1,
            _ => z - others,
        };
        return Cut((long)(result & 0xFFFF_FFFF_FFFF), 48);
    }
}
