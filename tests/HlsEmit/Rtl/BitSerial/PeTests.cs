using Accel.HlsEmit.BitSerial;
using Accel.HlsEmit.Vectors;
using Accel.Sim.BitSerial;
using Accel.Tests.HlsEmit.Rtl.Mutations;

namespace Accel.Tests.HlsEmit.Rtl.BitSerial;

/// <summary>Both PEs and the column's accumulator cycle by cycle, with pauses, against the definitions.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class PeTests
{
    private const int Cycles = 2000;

    [TestCase(4, 8, 0)]
    [TestCase(4, 11, -1)]
    [TestCase(1, 8, -1)]
    [TestCase(5, 8, 0)]
    public void BitSerialPe_GroupsInARow_IsThePe(int lanes, int scaleBits, int unit)
    {
        using RtlBench bench = BitSerialPe(lanes, scaleBits, unit);
        bench.Run();
    }

    /// <summary>What the dequantizer rounds away is mostly lost again in FP16: no engine's bench sees all of it.</summary>
    [Test]
    public void BitDequantizer_WithABrokenLine_Fails() => BrokenModule.EachFails(
        "bit_dequantizer", () => [BitSerialPe(2, 8, 0), BitSerialPe(2, 11, 0)],
        // Not the same, but not met: few products of 11 bits round up to a power of two, as 18631 x 1801, none of 8.
        "- {7'd0, rounded[21]};");

    private static RtlBench BitSerialPe(int lanes, int scaleBits, int unit)
    {
        Random random = new(lanes + scaleBits);
        Script script = new(46 + (40 * lanes), 29, random);
        List<(Half[] Activations, Term[] Terms)> beats = [];
        (GroupAccumulator sum, GroupAccumulator multiplicand) = (GroupAccumulator.Zero, GroupAccumulator.Zero);
        (int left, int length, int step, GroupScale scale, float result) = (0, 0, scaleBits, GroupScale.One, 0f);
        bool known = false;
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            int significance = random.Next(7);
            beats.Add((SeededHalves.Many(random, lanes), [.. Enumerable.Range(0, lanes).Select(_ =>
                new Term(random.Next(2) == 0, random.Next(4), random.Next(5) > 0 ? 1 : 0, 0))]));
            bool add = cycle > 1 && random.Next(8) > 0;
            if (left == 0 && add)
            {
                left = length = scaleBits + random.Next(6);
            }

            bool begins = left == length;
            bool load = add && left == 1 && step >= scaleBits - 1;
            add = add && (left > 1 || load);
            bool stepping = step < scaleBits;
            bool take = step == scaleBits - 1;
            bool shift = !take && random.Next(4) == 0;
            float below = PeArithmetic.RoundDequantized(random.Next(1 << 21), random.Next(-40, 40));
            int normalizing = Normalizing(scale, scaleBits);
            int bits = scale.Significand << normalizing;
            script.Add(new BitWord().Put(add).Put(begins).Put(significance, 3).Put(load).Put(stepping)
                .Put(stepping ? bits >> step & 1 : random.Next(2), 1)
                .Put(scaleBits - 1 - normalizing + scale.Exponent + 24, 6).Put(take).Put(shift)
                .Put(BitConverter.SingleToUInt32Bits(below) >> 3, 29)
                .Put(Terms(beats[^1].Terms), 4 * lanes).PutAll(Halves(beats[^1].Activations), 16)
                .Put(cycle > 0 ? Terms(beats[^2].Terms) : 0, 4 * lanes)
                .PutAll(Halves(cycle > 0 ? beats[^2].Activations : beats[^1].Activations), 16),
                After);

            BitWord After()
            {
                if (take)
                {
                    (result, known) = (PeArithmetic.Dequantize(multiplicand, scale), true);
                }
                else if (shift)
                {
                    (result, known) = (below, true);
                }

                step += stepping ? 1 : 0;
                if (add)
                {
                    (Half[] activations, Term[] terms) = beats[^3];
                    DotProduct product = PeArithmetic.Multiply(
                        activations, [.. terms.Select(term => new Term(term.IsNegative, term.Exponent, term.Mantissa,
                            significance))], unit);
                    sum = (begins ? GroupAccumulator.Zero : sum).Add(product);
                    left--;
                }

                if (load)
                {
                    (multiplicand, step, scale) = (sum, 0, RandomScale(random, scaleBits));
                }

                return new BitWord().Put(BitConverter.SingleToUInt32Bits(result) >> 3, 29, known);
            }
        }

        return script.Bench(0, ("LANES", lanes), ("SCALE_BITS", scaleBits), ("UNIT", unit));
    }

    [TestCase(1, 11)]
    [TestCase(1, 8)]
    [TestCase(3, 8)]
    public void MacPe_GroupsInARow_IsThePe(int lanes, int significant)
    {
        Random random = new(lanes + significant);
        Script script = new(37 + ((significant + 25) * lanes), 32, random);
        (Half[] Activations, float[] Weights) before = ([], []);
        (float sum, float result, bool known) = (0, 0, false);
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            Half[] activations = SeededHalves.Many(random, lanes);
            float[] weights = [.. Enumerable.Range(0, lanes).Select(_ => significant == 11
                ? (float)SeededHalves.Many(random, 1)[0] : random.Next(-128, 128))];
            bool add = cycle > 0 && random.Next(8) > 0;
            bool begins = cycle < 9 || random.Next(8) == 0;
            bool take = add && random.Next(4) == 0;
            bool shift = !take && random.Next(4) == 0;
            float below = (float)random.NextDouble();
            BitWord line = new BitWord().Put(add).Put(begins).Put(take).Put(shift)
                .Put(BitConverter.SingleToUInt32Bits(below), 32);
            foreach (float weight in weights)
            {
                line.Put(weight == 0 ? 0 : Unpacked.Of(weight, significant), significant + 7);
            }

            foreach (Half activation in activations)
            {
                line.Put(activation == Half.Zero ? 0 : Unpacked.Of((double)activation, 11), 18);
            }

            script.Add(line, After);

            BitWord After()
            {
                float next = add ? MacArithmetic.Accumulate(begins ? 0 : sum, before.Activations, before.Weights) : sum;
                (result, known) = take ? (next, true) : shift ? (below, true) : (result, known);
                (sum, before) = (next, (activations, weights));
                return new BitWord().Put(BitConverter.SingleToUInt32Bits(result), 32, known);
            }
        }

        script.Run(1, ("LANES", lanes), ("SIG", significant));
    }

    [TestCase(1, false, 8)]
    [TestCase(5, true, 8)]
    [TestCase(8, true, 11)]
    public void ColumnSums_RowsInAnyOrder_AreSumsOfTheirGroups(int rows, bool scaled, int scaleBits)
    {
        Random random = new(rows);
        Script script = new(49 + scaleBits, 32, random);
        var sums = new float?[rows];
        float? sum = null;
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            int row = random.Next(rows);
            bool step = random.Next(4) > 0;
            bool first = sums[row] is null || random.Next(6) == 0;
            float value = (float)Math.ScaleB(random.NextDouble() - 0.5, random.Next(-20, 20));
            GroupScale scale = RandomScale(random, scaleBits);
            long field = scale.Significand == 0 ? 0 : Unpacked.Of(scale.Value, scaleBits);
            script.Add(new BitWord().Put(step).Put(first).Put(row, 8).Put(BitConverter.SingleToUInt32Bits(value), 32)
                .Put(field >> scaleBits, 6).Put(field, scaleBits), () =>
            {
                if (step)
                {
                    float group = scaled ? MacArithmetic.Dequantize(value, scale) : value;
                    sums[row] = sum = (first ? 0 : sums[row]!.Value) + group;
                }

                return new BitWord().Put(BitConverter.SingleToUInt32Bits(sum ?? 0), 32, sum is not null);
            });
        }

        script.Run(2, ("ROWS", rows), ("SCALED", scaled ? 1 : 0), ("SCALE_BITS", scaleBits));
    }

    private static GroupScale RandomScale(Random random, int bits) => bits == GroupScale.Int8Bits
        ? GroupScale.FromInt8((byte)random.Next(256))
        : GroupScale.FromFp16(random.Next(9) == 0 ? Half.Zero : Half.Abs(SeededHalves.Finite(random)));

    private static int Normalizing(GroupScale scale, int bits) => scale.Significand == 0
        ? 0
        : bits - 1 - System.Numerics.BitOperations.Log2((uint)scale.Significand);

    private static long Terms(Term[] terms)
    {
        long word = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            word |= (long)(terms[i].Code & 15) << (4 * i);
        }

        return word;
    }

    private static IEnumerable<int> Halves(Half[] values) =>
        values.Select(value => (int)BitConverter.HalfToUInt16Bits(value));
}
