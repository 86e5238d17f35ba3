using System.Numerics;
using Accel.Sim.BitSerial;

namespace Accel.Tests.Sim.BitSerial;

public class PeArithmeticTests
{
    /// <summary>Everything is a multiple of 2^-64, so that BigInteger holds it exactly.</summary>
    private const int Unit = -64;

    [Test]
    public void Multiply_ByHand_AlignsWithSticky()
    {
        // 1.0 (e = 15) and 2^-14 * 1025/1024 (e = 1), both times 1: the second is shifted by 14, all of it sticky.
        Half small = BitConverter.UInt16BitsToHalf(0x0401);
        var one = new Term(false, 0, 1, 2);
        DotProduct product = PeArithmetic.Multiply([Half.One, small], [one, one], 0);
        Assert.That(product, Is.EqualTo(new DotProduct((1024 * 8 + 1) << 2, 15 - 28)));

        // Nine places: 1025 * 8 = 8200, of which 16 is left and the 8 that falls off makes the last bit odd; negated.
        Half middle = BitConverter.UInt16BitsToHalf((6 << 10) + 1);
        product = PeArithmetic.Multiply([Half.One, middle], [one, new Term(true, 0, 1, 2)], -1);
        Assert.That(product, Is.EqualTo(new DotProduct((1024 * 8 - 17) << 2, 15 - 29)));
    }

    [Test]
    public void LargestExponent_LaneWithoutTerm_TakesNoPart()
    {
        var absent = new Term(false, 3, 0, 0);
        var two = new Term(false, 1, 1, 0);
        Assert.That(PeArithmetic.LargestExponent([Half.MaxValue, Half.One], [absent, two]), Is.EqualTo(16));
        Assert.That(PeArithmetic.LargestExponent([Half.MaxValue], [absent]), Is.EqualTo(PeArithmetic.NoExponent));
        Assert.That(PeArithmetic.LargestExponent([Half.Epsilon], [new Term(false, 0, 1, 0)]), Is.EqualTo(1));
    }

    [Test]
    public void Add_Ties_GoToEven()
    {
        var even = new GroupAccumulator(1 << 14, 1);
        Assert.Multiple(() =>
        {
            Assert.That(even.Add(new DotProduct(1, 0)), Is.EqualTo(even));
            Assert.That(even.Add(new DotProduct(3, 0)), Is.EqualTo(new GroupAccumulator((1 << 14) + 2, 1)));
            Assert.That(even.Add(new DotProduct(5, -2)), Is.EqualTo(new GroupAccumulator((1 << 14) + 1, 1)));
            Assert.That(
                new GroupAccumulator(32767, 1).Add(new DotProduct(1, 0)),
                Is.EqualTo(new GroupAccumulator(1 << 14, 2)));

            // A far smaller accumulator still decides a tie of the larger dot product.
            Assert.That(
                new GroupAccumulator(-(1 << 14), -60).Add(new DotProduct(65537 * 2 + 2, 0)),
                Is.EqualTo(new GroupAccumulator(1 << 14, 3)));
            Assert.That(
                new GroupAccumulator(1 << 14, -60).Add(new DotProduct((1 << 15) + 1, 0)),
                Is.EqualTo(new GroupAccumulator((1 << 14) + 1, 1)));
            Assert.That(even.Add(new DotProduct(-(1 << 15), 0)), Is.EqualTo(GroupAccumulator.Zero));
        });
    }

    [Test]
    public void Add_AgainstBigInteger_RoundsTheExactSumOnce()
    {
        var random = new Random(11);
        for (int i = 0; i < 20_000; i++)
        {
            var before = new GroupAccumulator(
                random.Next(1 << 14, 1 << 15) * (random.Next(2) * 2 - 1), random.Next(-42, 27));
            var product = new DotProduct(random.Next(-(1 << 25), 1 << 25) >> random.Next(26), random.Next(-28, 6));
            BigInteger exact = Scaled(before.Significand, before.Exponent) + Scaled(product.Sum, product.Exponent);
            GroupAccumulator after = before.Add(product);
            BigInteger error = Scaled(after.Significand, after.Exponent) - exact;
            Assert.That(BigInteger.Abs(error) * 2, Is.LessThanOrEqualTo(Scaled(1, after.Exponent)));
            if (BigInteger.Abs(error) * 2 == Scaled(1, after.Exponent))
            {
                Assert.That(after.Significand % 2, Is.Zero, "ties go to even");
            }

            Assert.That(after.Significand == 0 || Math.Abs(after.Significand) is >= 1 << 14 and < 1 << 15);
        }
    }

    [Test]
    public void Group_AgainstExactArithmetic_StaysWithinTheStatedBound()
    {
        var random = new Random(5);
        int inexact = 0;
        for (int i = 0; i < 3000; i++)
        {
            int lanes = random.Next(1, 33);
            int k = random.Next(1, 160);
            TermGenerator generator = RandomOperands.Generators[i % RandomOperands.Generators.Length];
            Half[] activations = RandomOperands.Activations(random, k);
            int[] weights = RandomOperands.Weights(random, generator, k);
            var operands = BitSerialOperands.ForTerms(1, k, 1, activations, weights, generator, 0);

            BigInteger exact = BigInteger.Zero;
            for (int j = 0; j < k; j++)
            {
                exact += Exact(activations[j]) * weights[j] >> -generator.UnitExponent;
            }

            GroupAccumulator group = BitSerialReference.Group(operands, lanes, 0, 0, 0);
            BigInteger error = BigInteger.Abs(Scaled(group.Significand, group.Exponent) - exact);
            Assert.That(error, Is.LessThanOrEqualTo(Bound(activations, weights, generator, lanes)));
            inexact += error.IsZero ? 0 : 1;
        }

        Assert.That(inexact, Is.GreaterThan(1000), "the inputs must be hard enough to round");
    }

    [Test]
    public void Group_LargestInputs_StayInTheExponentField()
    {
        const int Length = GroupAccumulator.MaximumGroup;
        Half[] activations = [.. Enumerable.Repeat(Half.MaxValue, Length)];
        var large = BitSerialOperands.ForTerms(
            1, Length, 1, activations, [.. Enumerable.Repeat(-256, Length)], TermGenerator.Booth(9), 0);
        GroupAccumulator top = BitSerialReference.Group(large, 32, 0, 0, 0);
        Assert.That(top.Value, Is.EqualTo(-65504.0 * 256 * Length).Within(1).Percent);
        Assert.That(
            top.LeadingExponent + GroupAccumulator.ExponentBias, Is.LessThan(1 << GroupAccumulator.ExponentBits));

        var small = BitSerialOperands.ForTerms(1, 1, 1, [Half.Epsilon], [1], TermGenerator.Windows, 0);
        GroupAccumulator bottom = BitSerialReference.Group(small, 4, 0, 0, 0);
        Assert.That(bottom.Value, Is.EqualTo(Math.ScaleB(1, -25)));
        Assert.That(bottom.LeadingExponent + GroupAccumulator.ExponentBias, Is.GreaterThan(0));
        Assert.That(
            () => BitSerialOperands.ForTerms(
                1, Length + 1, 1, new Half[Length + 1], new int[Length + 1], TermGenerator.Windows, 0),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Dequantize_EveryInt8Scale_RoundsTheExactProductTo21Bits()
    {
        var random = new Random(3);
        for (int i = 0; i < 5000; i++)
        {
            var group = new GroupAccumulator(random.Next(1 << 14, 1 << 15), random.Next(-42, 27));
            GroupScale scale = RandomOperands.Scale(random, i % 2 == 0);
            float value = PeArithmetic.Dequantize(group, scale);
            double exact = group.Value * scale.Significand * Math.ScaleB(1, scale.Exponent);
            double unit = exact == 0 ? 0 : Math.ScaleB(1, Math.ILogB(exact) - 20);
            Assert.That(Math.Abs(value - exact), Is.LessThanOrEqualTo(unit / 2));
            Assert.That(BitConverter.SingleToInt32Bits(value) & 7, Is.Zero, "21 significant bits");
        }

        // 2^21 + 1 is a tie between 2^21 and 2^21 + 2, and 3 * (2^21 + 1) is not.
        Assert.That(PeArithmetic.RoundDequantized((1 << 21) + 1, 0), Is.EqualTo((float)(1 << 21)));
        Assert.That(PeArithmetic.RoundDequantized((1 << 21) + 3, 0), Is.EqualTo((float)((1 << 21) + 4)));
    }

    [Test]
    public void FromFp16_Subnormal_IsExact()
    {
        Assert.That(GroupScale.FromFp16(Half.Epsilon).Value, Is.EqualTo((float)Half.Epsilon));
        Assert.That(GroupScale.FromFp16((Half)1.5).Value, Is.EqualTo(1.5f));
        Assert.That(() => GroupScale.FromFp16((Half)(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => GroupScale.FromFp16(Half.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    /// <summary>The bound of <see cref="PeArithmetic"/>'s documentation, in units of 2^-64.</summary>
    private static BigInteger Bound(Half[] activations, int[] weights, TermGenerator generator, int lanes)
    {
        BigInteger bound = BigInteger.Zero;
        GroupAccumulator accumulator = GroupAccumulator.Zero;
        var terms = new Term[weights.Length][];
        for (int k = 0; k < weights.Length; k++)
        {
            terms[k] = new Term[generator.Count];
            generator.Generate(weights[k], terms[k]);
        }

        for (int k = 0; k < weights.Length; k += lanes)
        {
            int count = Math.Min(lanes, weights.Length - k);
            for (int t = 0; t < generator.Count; t++)
            {
                Term[] beat = [.. terms[k..(k + count)].Select(weight => weight[t])];
                int active = beat.Count(term => term.Mantissa != 0);
                if (active > 0)
                {
                    int largest = PeArithmetic.LargestExponent(activations.AsSpan(k, count), beat);
                    int exponent = largest - 28 + beat[0].BlockSignificance + generator.UnitExponent;
                    bound += (active - 1) * Scaled(1, exponent);
                }

                accumulator = accumulator.Add(
                    PeArithmetic.Multiply(activations.AsSpan(k, count), beat, generator.UnitExponent));
                bound += accumulator.Significand == 0 ? 0 : Scaled(1, accumulator.Exponent - 1);
            }
        }

        return bound;
    }

    private static BigInteger Exact(Half value) => new BigInteger(Math.ScaleB((double)value, 40)) << -Unit - 40;

    private static BigInteger Scaled(int value, int exponent) => new BigInteger(value) << exponent - Unit;
}
