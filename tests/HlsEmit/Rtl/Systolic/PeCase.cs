using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.HlsEmit.Vectors;
using Accel.Sim.Systolic;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>A PE of the hardware library: its parameters, operands at random and at ends, and its sum.</summary>
internal sealed record PeCase
{
    /// <summary>What hardware makes of every NaN.</summary>
    private const long NaN = 0x7FC0_0000;

    private PeCase(int pe, (int Bits, int Exponent, int Specials) a, (int Bits, int Exponent, int Specials) w, int term)
    {
        (A, W) = (a.Bits, w.Bits);
        Parameters =
        [
            ("PE", pe), ("A_BITS", a.Bits), ("A_EXP", a.Exponent), ("A_SPECIALS", a.Specials), ("W_BITS", w.Bits),
            ("W_EXP", w.Exponent), ("W_SPECIALS", w.Specials), ("TERM_BITS", term),
        ];
    }

    /// <summary>Bits of an operand.</summary>
    public int A { get; }

    public int W { get; }

    public required int AccumulatorBits { get; init; }

    public required Func<Random, long> NextA { get; init; }

    public required Func<Random, long> NextW { get; init; }

    /// <summary>A sum to add to.</summary>
    public required Func<Random, long> NextSum { get; init; }

    /// <summary>The sum with the product of two operands.</summary>
    public required Func<long, long, long, long> Add { get; init; }

    public (string Name, int Value)[] Parameters { get; private init; }

    /// <summary>Signed integers.</summary>
    public static PeCase Integers(int aBits, int wBits, int accBits, bool saturates) => Whole(
        0, (aBits, 0, 0), (wBits, 0, 0), aBits + wBits, accBits, saturates,
        random => Signed(random, aBits), random => Signed(random, wBits), (a, w) => a * w);

    /// <summary>Exponent-integer pairs.</summary>
    /// <param name="largest">The largest exponent.</param>
    public static PeCase Pairs(
        int exponentBits, int largest, int integerBits, int termBits, int accBits, bool saturates)
    {
        int bits = exponentBits + integerBits;
        return Whole(0, (bits, exponentBits, 0), (bits, exponentBits, 0), termBits, accBits, saturates, Next, Next,
            (a, w) => PairProduct.Multiply((int)(a >> integerBits), Integer(a), (int)(w >> integerBits), Integer(w)));

        long Next(Random random) => ((random.Next(3) == 0 ? (long)largest : random.Next(largest + 1)) << integerBits)
            | (Signed(random, integerBits) & ((1L << integerBits) - 1));

        int Integer(long word) => (int)(word << (64 - integerBits) >> (64 - integerBits));
    }

    /// <summary>Integers of 8 bits times pairs of 4, or the other way round.</summary>
    public static PeCase Mixed(bool pairsAtA)
    {
        PeCase pairs = Pairs(3, 6, 4, 20, 32, false);
        return Whole(0, pairsAtA ? (7, 3, 0) : (8, 0, 0), pairsAtA ? (8, 0, 0) : (7, 3, 0), 20, 32, false,
            pairsAtA ? pairs.NextA : Next, pairsAtA ? Next : pairs.NextA,
            (a, w) => pairsAtA ? Value(a) * w : a * Value(w));

        long Next(Random random) => Signed(random, 8);
        long Value(long word) => (word << 60 >> 60) << (int)(word >> 4);
    }

    /// <summary>Signed powers of two, zero among them, times integers; ternary when there is no exponent.</summary>
    public static PeCase Powers(int aBits, int exponentBits, int accBits, bool saturates, bool powersAtA)
    {
        int termBits = aBits + (1 << exponentBits);
        PeCase plain = Whole(1, (aBits, 0, 0), (exponentBits + 2, exponentBits, 0), termBits, accBits, saturates,
            random => Signed(random, aBits), Next, (a, w) => a * Power(w));
        return !powersAtA ? plain : Whole(4, (exponentBits + 2, exponentBits, 0), (aBits, 0, 0), termBits, accBits,
            saturates, Next, random => Signed(random, aBits), (a, w) => Power(a) * w);

        long Next(Random random) =>
            (random.Next(1 << exponentBits) << 2) | (random.Next(3) switch { 0 => 0, 1 => 1, _ => 3 });

        long Power(long word) => ((word & 1) == 0 ? 0 : (word & 2) != 0 ? -1L : 1) << (int)(word >> 2);
    }

    /// <summary>Floating-point numbers, infinities and NaN rarely among them.</summary>
    public static PeCase Floats(FloatingFormat a, FloatingFormat w, bool lmul)
    {
        float[] aTable = OperandTables.Floats(a, lmul);
        float[] wTable = OperandTables.Floats(w, lmul);
        LMulPe approximate = new(LMulProduct.MantissaBits(a, w));
        return new PeCase(lmul ? 3 : 2, Of(a), Of(w), 32)
        {
            AccumulatorBits = 32, NextA = random => Code(random, a), NextW = random => Code(random, w),
            NextSum = NextFloat,
            Add = (sum, left, right) =>
            {
                float[] result = [BitConverter.Int32BitsToSingle((int)sum)];
                if (lmul)
                {
                    approximate.MultiplyAdd([aTable[left]], [wTable[right]], result, result);
                }
                else
                {
                    default(FloatingPe).MultiplyAdd([aTable[left]], [wTable[right]], result, result);
                }

                return float.IsNaN(result[0]) ? NaN : BitConverter.SingleToInt32Bits(result[0]);
            },
        }.With(32, false);
    }

    private static PeCase Whole(
        int pe, (int Bits, int Exponent, int Specials) a, (int Bits, int Exponent, int Specials) w, int term,
        int accBits, bool saturates, Func<Random, long> nextA, Func<Random, long> nextW,
        Func<long, long, long> product)
    {
        IntegerSum sums = new(accBits, saturates ? AccumulatorOverflow.Saturate : AccumulatorOverflow.Wrap);
        return new PeCase(pe, a, w, term)
        {
            AccumulatorBits = accBits, NextA = nextA, NextW = nextW, NextSum = random => Signed(random, accBits),
            Add = (sum, left, right) =>
            {
                bool overflowed = false;
                return sums.Add(sum, product(left, right), ref overflowed);
            },
        }.With(accBits, saturates);
    }

    private PeCase With(int accBits, bool saturates) => this with
    {
        Parameters = [.. Parameters, ("ACC_BITS", accBits), ("SATURATE", saturates ? 1 : 0)],
    };

    private static (int Bits, int Exponent, int Specials) Of(FloatingFormat format)
    {
        int bits = (int)format.Bits;
        return (bits, bits - 1 - format.MantissaBits, (int)format.Specials);
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
            _ => random.NextInt64(long.MinValue, long.MaxValue) >> (64 - bits),
        };
    }

    /// <summary>
    /// Any code; often a zero, a subnormal number, one at the middle or an end; rarely an infinity or NaN.
    /// </summary>
    private static long Code(Random random, FloatingFormat format)
    {
        while (true)
        {
            int middle = format.CodeCount / 4;
            int magnitude = random.Next(8) switch
            {
                0 => 0,
                1 => random.Next(1 << format.MantissaBits),
                2 or 3 => middle + random.Next(-(1 << format.MantissaBits), 2 << format.MantissaBits),
                4 => (format.CodeCount / 2) - 1 - random.Next(3 << format.MantissaBits),
                5 => (format.CodeCount / 2) - (1 << format.MantissaBits),
                _ => random.Next(format.CodeCount / 2),
            };
            int code = Math.Clamp(magnitude, 0, (format.CodeCount / 2) - 1)
                + (random.Next(2) * format.CodeCount / 2);
            if (double.IsFinite(format.Decode(code)) || random.Next(8) == 0)
            {
                return code;
            }
        }
    }

    /// <summary>Any number; often a zero of either sign, which leaves the product as it is but for its sign.</summary>
    private static long NextFloat(Random random) => random.Next(4) switch
    {
        0 => unchecked((int)0x8000_0000),
        1 => (127 << 23) + random.Next(-1 << 27, 1 << 27),
        2 => 0,
        _ => random.Next(0x7F80_0000) | (random.Next(2) << 31),
    };
}
