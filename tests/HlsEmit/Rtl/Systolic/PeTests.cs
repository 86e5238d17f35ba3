using Accel.Arch.Designs.Systolic;
using Accel.HlsEmit.Vectors;
using Accel.Sim.Systolic;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

[TestFixture(Category = "rtl")]
public class PeTests
{
    private const int Cycles = 3000;

    [TestCase(8, 8, 32)]
    [TestCase(4, 8, 32)]
    [TestCase(16, 4, 24)]
    [TestCase(2, 2, 8)]
    public void PeInt_OfRandomAndExtremeOperands_IsTheIntegerPe(int aBits, int wBits, int accBits)
    {
        Random random = new(601);
        RunStaying(random, aBits, wBits, accBits, exponentBits: 0,
            () => Signed(random, aBits), () => Signed(random, wBits), (a, w) => a * w);
    }

    /// <summary>Operands of 4-bit pairs, and of 8-bit ones, whose exponents reach 19: products wrap away.</summary>
    [TestCase(3, 7, 4)]
    [TestCase(5, 19, 8)]
    public void PeExpint_OfRandomAndExtremeOperands_IsThePairProduct(int exponentBits, int largest, int integerBits)
    {
        Random random = new(602);
        int bits = exponentBits + integerBits;
        RunStaying(random, bits, bits, 32, exponentBits, Operand, Operand, (a, w) => PairProduct.Multiply(
            (int)(a >> integerBits), Integer(a), (int)(w >> integerBits), Integer(w)));

        long Operand() => ((random.Next(3) == 0 ? (long)largest : random.Next(largest + 1)) << integerBits)
            | (Signed(random, integerBits) & ((1L << integerBits) - 1));

        int Integer(long word) => (int)(word << (64 - integerBits) >> (64 - integerBits));
    }

    [TestCase(8, 8, 32)]
    [TestCase(8, 4, 16)]
    public void PeIntWs_OfRandomAndExtremeOperands_IsTheIntegerPe(int aBits, int wBits, int accBits)
    {
        Random random = new(603);
        IntegerPe pe = new(new IntegerSum(accBits, AccumulatorOverflow.Wrap));
        BenchScript script = new();
        (long weight, long above, long before, bool wasValid) = (0, 0, 0, false);
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            (bool load, bool ends) = (cycle == 0 || random.Next(4) == 0, random.Next(4) == 0);
            bool valid = cycle > 0 && random.Next(4) > 0;
            (long below, long a, long next) =
                (Signed(random, wBits), Signed(random, aBits), Signed(random, accBits));
            long[] sum = [above];
            if (valid)
            {
                pe.MultiplyAdd([(int)a], [(int)weight], sum, sum);
            }

            script.Add(
                new BitWord().Put(load).Put(ends).Put(below, wBits).Put(valid).Put(a, aBits).Put(next, accBits),
                new BitWord().Put(weight, wBits, matters: cycle > 0).Put(wasValid).Put(before, aBits)
                    .Put(sum[0], accBits));
            (above, before, wasValid, weight) = (next, a, valid && !ends, load ? below : weight);
        }

        Assert.That(pe.HasOverflowed, "some sums wrap");
        script.Run("tb_pe_ws", alsoVerilator: false, ("A_BITS", aBits), ("W_BITS", wBits), ("ACC_BITS", accBits));
    }

    /// <summary>A PE whose sum stays: products added when both operands are valid, or the sum below taken.</summary>
    private static void RunStaying(Random random, int aBits, int wBits, int accBits, int exponentBits,
        Func<long> nextA, Func<long> nextW, Func<long, long, long> product)
    {
        IntegerSum accumulator = new(accBits, AccumulatorOverflow.Wrap);
        bool overflowed = false;
        BenchScript script = new();
        (long sum, long a, long w, bool aValid, bool wValid) = (0, 0, 0, false, false);
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            BitWord output = new BitWord().Put(aValid).Put(a, aBits).Put(wValid).Put(w, wBits).Put(sum, accBits);
            bool shift = random.Next(16) == 0;
            (aValid, wValid, a, w) = (random.Next(8) > 0, random.Next(8) > 0, nextA(), nextW());
            long below = Signed(random, accBits);
            script.Add(
                new BitWord().Put(shift).Put(aValid).Put(a, aBits).Put(wValid).Put(w, wBits).Put(below, accBits),
                output);
            sum = shift ? below : aValid && wValid ? accumulator.Add(sum, product(a, w), ref overflowed) : sum;
        }

        Assert.That(overflowed, "some sums wrap");
        script.Run("tb_pe", alsoVerilator: false, ("A_BITS", aBits), ("W_BITS", wBits), ("ACC_BITS", accBits),
            ("EXP_BITS", exponentBits));
    }

    /// <summary>A signed number of so many bits; every third one at an end of the range or at -1.</summary>
    private static long Signed(Random random, int bits)
    {
        long least = -1L << (bits - 1);
        return random.Next(9) switch
        {
            0 => least,
            1 => ~least,
            2 => -1,
            _ => random.NextInt64(least, -least),
        };
    }
}
