using Accel.Arch.Formats;
using Accel.Arch.Formats.OutlierVictim;
using Accel.HlsEmit.Vectors;
using Accel.Sim.Systolic;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class DecoderTests
{
    /// <summary>
    /// All 256 bytes, of 4-bit pairs and of codes by themselves, and among random words of 8-bit pairs every slot
    /// beside a victim, on either side.
    /// </summary>
    [Test]
    public void Decoders_OfEveryByte_AreTheCodecs()
    {
        BenchScript script = new();
        Random random = new(605);
        int[] words =
        [
            .. Enumerable.Range(0, 256).SelectMany(slot =>
                new[] { slot | 0x8000, (slot << 8) | 0x80, slot | (random.Next(256) << 8), slot * 0x101 }),
        ];
        foreach (int word in words)
        {
            BitWord output = new();
            PutPair(output, OutlierVictimFormats.Int4, word, 4, 3);
            PutPair(output, OutlierVictimFormats.Flint4, word, 4, 3);
            Put(output, Flint.DecodeSigned(word & 15, 4), 4, 3);
            Put(output, Flint.Decode(word & 15, 4), 5, 3);
            PutValue(output, "pot4", word & 15, 2, 3);
            PutValue(output, "denseshift4", word & 15, 2, 3);
            PutValue(output, "fp6-e2m3", word & 63, 5, 2);
            output.Put((word & 3) - 1, 2, matters: (word & 3) < 3).Put(word & 15, 5);
            PutPair(output, OutlierVictimFormats.Int8, word, 8, 4);
            PutPair(output, OutlierVictimFormats.Int8E2M5, word, 8, 3);
            script.Add(new BitWord().Put(word, 16), output);
        }

        script.Run("tb_decoders", alsoVerilator: false);
    }

    private static void PutPair(BitWord word, OutlierVictimFormat format, int packed, int integerBits, int exponentBits)
    {
        ExponentInteger[] operands = new ExponentInteger[2];
        PairCodec.DecodePairs(format, [(byte)(packed & 255), (byte)(packed >> 8)], operands);
        Put(word, operands[0], integerBits, exponentBits);
        Put(word, operands[1], integerBits, exponentBits);
    }

    /// <summary>A code whose integer is as odd as can be, unless the exponent would not reach down there.</summary>
    private static void PutValue(BitWord word, string format, int code, int integerBits, int exponentBits)
    {
        int value = OperandTables.Integers(NumberFormats.Get(format))[code];
        int exponent = value == 0 ? 0 : (int)int.TrailingZeroCount(value);

        // Of a small floating-point number the leading one is where it was stored.
        int most = format == "fp6-e2m3" ? Math.Max(0, ((code & 31) >> 3) - 1) : exponent;
        Put(word, new ExponentInteger(most, value >> most), integerBits, exponentBits);
    }

    private static void Put(BitWord word, ExponentInteger operand, int integerBits, int exponentBits)
    {
        Assert.That(operand.Exponent, Is.InRange(0, (1 << exponentBits) - 1));
        Assert.That(operand.Integer, Is.InRange(-(1 << (integerBits - 1)), (1 << (integerBits - 1)) - 1));
        word.Put(operand.Integer, integerBits).Put(operand.Exponent, exponentBits);
    }
}
