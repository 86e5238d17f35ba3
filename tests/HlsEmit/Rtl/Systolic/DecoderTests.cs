using Accel.Arch.Formats.OutlierVictim;
using Accel.HlsEmit.Vectors;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

[TestFixture(Category = "rtl")]
public class DecoderTests
{
    /// <summary>All 256 bytes of pairs, and with them all 16 codes of both kinds of flint.</summary>
    [Test]
    public void Decoders_OfEveryByte_AreTheCodecs()
    {
        BenchScript script = new();
        for (int pair = 0; pair < 256; pair++)
        {
            BitWord output = new();
            foreach (OutlierVictimFormat format in new[] { OutlierVictimFormats.Int4, OutlierVictimFormats.Flint4 })
            {
                ExponentInteger[] operands = new ExponentInteger[2];
                PairCodec.DecodePairs(format, [(byte)pair], operands);
                Put(output, operands[0], 4);
                Put(output, operands[1], 4);
            }

            Put(output, Flint.DecodeSigned(pair & 15, 4), 4);
            Put(output, Flint.Decode(pair & 15, 4), 5);
            script.Add(new BitWord().Put(pair, 8), output);
        }

        script.Run("tb_decoders", alsoVerilator: false);
    }

    private static void Put(BitWord word, ExponentInteger operand, int integerBits)
    {
        Assert.That(operand.Exponent, Is.InRange(0, 7));
        Assert.That(operand.Integer, Is.InRange(-(1 << (integerBits - 1)), (1 << (integerBits - 1)) - 1));
        word.Put(operand.Integer, integerBits).Put(operand.Exponent, 3);
    }
}
