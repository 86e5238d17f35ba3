using Accel.HlsEmit.BitSerial;
using Accel.Sim.BitSerial;
using Accel.Tests.HlsEmit.Rtl.Mutations;

namespace Accel.Tests.HlsEmit.Rtl.BitSerial;

/// <summary>Stages of the PEs and of the output against PeArithmetic, GroupAccumulator and .NET's rounding.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class ArithmeticTests
{
    private const int Count = 3000;

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(7)]
    [TestCase(32)]
    public void LargestExponentAndAlignedDot_AreTheTwoStages(int lanes)
    {
        (ArithmeticTable largest, ArithmeticTable dot) = Stages(lanes);
        largest.Check();
        dot.Check();
    }

    [TestCase(15)]
    [TestCase(17)]
    [TestCase(20)]
    public void GroupAdd_IsTheRoundedSum(int bits) => Add(bits).Check();

    [TestCase(8)]
    [TestCase(11)]
    public void Fp32Scale_IsTheProduct(int bits) => Scale(bits).Check();

    [Test]
    public void Fp32ToFp16_IsTheConversion() => ToHalf().Check();

    [Test]
    public void Fp16Unpack_EveryFiniteNumber_IsExact() => Unpack().Check();

    [TestCase(2)]
    [TestCase(24)]
    [TestCase(34)]
    public void LeadingNormalizer_ShiftsAndCounts(int width) => Normal(width).Check();

    [Test]
    public void LargestExponent_WithABrokenLine_Fails() => BrokenModule.EachFails(
        "largest_exponent", () => [Stages(4).Largest.Bench()]);

    [Test]
    public void AlignedDot_WithABrokenLine_Fails() => BrokenModule.EachFails(
        "aligned_dot", () => [Stages(4).Dot.Bench(), Stages(1).Dot.Bench()]);

    [Test]
    public void GroupAdd_WithABrokenLine_Fails() => BrokenModule.EachFails(
        "group_add", () => [Add(17).Bench(), Add(15).Bench()]);

    [Test]
    public void Fp32Scale_WithABrokenLine_Fails() => BrokenModule.EachFails("fp32_scale", () => [Scale(11).Bench()]);

    [Test]
    public void Fp32ToFp16_WithABrokenLine_Fails() => BrokenModule.EachFails("fp32_to_fp16", () => [ToHalf().Bench()]);

    private static (ArithmeticTable Largest, ArithmeticTable Dot) Stages(int lanes)
    {
        ArithmeticTable largest = new(4, 20 * lanes, 6, lanes);
        int sumBits = 15 + (int)Math.Ceiling(Math.Log2(lanes));
        ArithmeticTable dot = new(5, (20 * lanes) + 6, sumBits, lanes);
        Random random = new(lanes);
        for (int i = 0; i < 12000 / (lanes + 3); i++)
        {
            Half[] activations = SeededHalves.Many(random, lanes);
            Term[] terms = [.. Enumerable.Range(0, lanes).Select(_ =>
                new Term(random.Next(2) == 0, random.Next(4), random.Next(5) > 0 ? 1 : 0, 0))];
            int exponent = PeArithmetic.LargestExponent(activations, terms);
            (long, int)[] operands = [.. terms.Select(term => ((long)term.Code, 4)),
                .. activations.Select(value => ((long)BitConverter.HalfToUInt16Bits(value), 16))];
            largest.Add(Math.Max(0, exponent), operands);
            dot.Add(PeArithmetic.Multiply(activations, terms, exponent, 0).Sum,
                [.. operands, (Math.Max(0, exponent), 6)]);
        }

        return (largest, dot);
    }

    private static ArithmeticTable Add(int bits)
    {
        ArithmeticTable table = new(6, 29 + bits, 22, bits);
        Random random = new(bits);
        int limit = 1 << (bits - 1);
        for (int i = 0; i < Count; i++)
        {
            int exponent = random.Next(-29, 12);
            int sum = random.Next(1 - limit, limit) >> random.Next(bits);
            int size = random.Next(8) == 0 ? 0 : random.Next(4) == 0 ? 32767 : random.Next(1 << 14, 1 << 15);
            GroupAccumulator before = size == 0 ? GroupAccumulator.Zero
                : new(random.Next(2) == 0 ? size : -size, random.Next(3) > 0
                    ? Math.Clamp(exponent + random.Next(-20, 20), -42, 27) : random.Next(-42, 27));
            if (random.Next(6) == 0 && size != 0 && bits > 15)
            {
                // Neighbours that cancel, all or nearly.
                (sum, exponent) = (-before.Significand + random.Next(-2, 3), before.Exponent + random.Next(-1, 2));
                exponent = Math.Clamp(exponent, -29, 11);
            }

            table.Add(Code(before.Add(new DotProduct(sum, exponent))), (Code(before), 22), (sum, bits),
                (exponent + 78, 7));
        }

        return table;
    }

    private static ArithmeticTable Scale(int bits)
    {
        ArithmeticTable table = new(7, 39 + bits, 32, bits);
        Random random = new(bits);
        for (int i = 0; i < Count; i++)
        {
            int significand = random.Next(1 << (bits - 1), 1 << bits);
            int fraction = random.Next(1 << 23) & -(1 << random.Next(23));
            if (random.Next(4) == 0)
            {
                // The largest product below a power of two, which half of the time rounds up to it.
                fraction = (int)(((1L << (23 + bits)) - 1) / significand) & ((1 << 23) - 1);
            }

            float value = random.Next(9) == 0 ? (random.Next(2) == 0 ? 0f : -0f) : BitConverter.UInt32BitsToSingle(
                ((uint)random.Next(2) << 31) | ((uint)random.Next(40, 200) << 23) | (uint)fraction);
            double scale = random.Next(9) == 0 ? 0 : Math.ScaleB(significand, random.Next(-24, 16) - bits + 1);
            bool negative = random.Next(2) == 0;
            float product = value * (float)(negative ? -scale : scale);
            long field = scale == 0 ? 0 : Unpacked.Of(scale, bits);
            table.Add(BitConverter.SingleToUInt32Bits(product), (BitConverter.SingleToUInt32Bits(value), 32),
                (negative ? 1 : 0, 1), (field >> bits, 6), (field, bits));
        }

        return table;
    }

    private static ArithmeticTable ToHalf()
    {
        ArithmeticTable table = new(8, 32, 16);
        Random random = new(8);
        for (int i = 0; i < Count; i++)
        {
            // Around every rounding: FP16 numbers, what is half way between two, and a little beside it.
            uint bits = ((uint)random.Next(2) << 31) | ((uint)random.Next(95, 150) << 23)
                | ((uint)random.Next(1 << 11) << 12);
            bits = (uint)(bits + (long)random.Next(-1, 2));
            float value = random.Next(20) == 0 ? 0 : random.Next(3) == 0
                ? (float)Math.ScaleB(random.Next(1, 4096), random.Next(-27, -22))
                : BitConverter.UInt32BitsToSingle(bits);
            table.Add(BitConverter.HalfToUInt16Bits((Half)value), (BitConverter.SingleToUInt32Bits(value), 32));
        }

        return table;
    }

    private static ArithmeticTable Unpack()
    {
        ArithmeticTable table = new(3, 16, 18);
        for (int code = 1; code < 0x7c00; code += code < 0x900 ? 1 : 7)
        {
            double value = (double)BitConverter.UInt16BitsToHalf((ushort)code);
            table.Add(Unpacked.Of(value, 11), (code, 16));
            table.Add(Unpacked.Of(-value, 11), (code | 0x8000, 16));
        }

        return table;
    }

    private static ArithmeticTable Normal(int width)
    {
        int countBits = (int)Math.Ceiling(Math.Log2(width));
        ArithmeticTable table = new(10, width, width + countBits, width);
        Random random = new(width);
        for (int i = 0; i < 500; i++)
        {
            int zeros = random.Next(width);
            long leading = 1L << (width - 1 - zeros);
            long value = leading | (random.NextInt64(1L << width) & (leading - 1));
            table.Add((value << zeros) | ((long)zeros << width), (value, width));
        }

        return table;
    }

    private static long Code(GroupAccumulator value) => value.Significand == 0 ? 0
        : (value.Significand < 0 ? 1L << 21 : 0) | ((long)(value.LeadingExponent + 64) << 14)
            | ((long)Math.Abs(value.Significand) & 0x3fff);
}
