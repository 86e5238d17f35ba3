using System.Numerics;
using Accel.Arch.Formats;
using Accel.HlsEmit.BitSerial;
using Accel.Sim.BitSerial;
using Accel.Tests.HlsEmit.Rtl.Mutations;

namespace Accel.Tests.HlsEmit.Rtl.BitSerial;

/// <summary>Term generators and decoders against TermGenerator and the formats, every code.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class TermTests
{
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(8)]
    [TestCase(9)]
    public void BoothTerm_EveryInteger_HasTheTerms(int bits) => Booth(bits).Check();

    [Test]
    public void WindowTerm_EveryWeight_HasTheTerms() => Window().Check();

    [Test]
    public void BoothTerm_WithABrokenLine_Fails() => BrokenModule.EachFails(
        "booth_term", () => [Booth(9).Bench(), Booth(8).Bench()]);

    private static IEnumerable<NumberFormat> Windows => NumberFormats.All.Where(format =>
        WeightCoding.Of(format) is { Format: > 1 and < 7 });

    [Test]
    public void Windows_AllFormatsOfTwoTerms_AreThere() => Assert.That(
        Windows.Select(format => format.Name),
        Is.EquivalentTo(NumberFormats.All.Where(format => format is not IntegerFormat
            && Accel.Arch.Designs.BitSerial.TermCount.Of(new(), format) is not null).Select(format => format.Name)));

    [TestCaseSource(nameof(Windows))]
    public void WindowDecoder_EveryCode_IsItsValue(NumberFormat format)
    {
        WeightCoding coding = WeightCoding.Of(format)!;
        int bits = coding.CodeBits;
        ArithmeticTable table = new(2, 6 + bits, 6, coding.Format);
        for (int extra = 0; extra < coding.Extras; extra++)
        {
            for (int code = 0; code < format.CodeCount; code++)
            {
                table.Add(Halves(coding.Value(code, extra)), (coding.Specials >> (6 * extra), 6), (code, bits));
            }
        }

        table.Check();
    }

    /// <summary>Terms of codes less a zero point, of special values, of lanes that are not used.</summary>
    [TestCase("int5")]
    [TestCase("uint8")]
    [TestCase("int8-asym")]
    [TestCase("int3-asym")]
    [TestCase("fp3-er-ea")]
    [TestCase("flint4")]
    public void WeightLane_OfABitSerialPe_IsTheTerm(string name)
    {
        WeightCoding coding = WeightCoding.Of(NumberFormats.Get(name))!;
        TermGenerator generator = QuantizedOperands.Generator(coding.Element);
        ArithmeticTable table = new(9, coding.CodeBits + 12, 4, coding.Format, coding.CodeBits);
        Random random = new(1);
        var terms = new Term[generator.Count];
        for (int i = 0; i < 2000; i++)
        {
            (int code, int extra) = (random.Next(coding.Element.CodeCount), random.Next(coding.Extras));
            generator.Generate((int)Math.ScaleB(coding.Value(code, extra), -generator.UnitExponent), terms);
            (int term, bool used) = (random.Next(terms.Length), random.Next(8) > 0);
            table.Add(terms[term].Code & (used ? 15 : 11), (code, coding.CodeBits), (Extra(coding, extra), 8),
                (term, 3), (used ? 1 : 0, 1));
        }

        table.Check();
    }

    [TestCase("int8")]
    [TestCase("int2")]
    [TestCase("uint7")]
    [TestCase("int6-asym")]
    [TestCase("fp16")]
    public void WeightLane_OfABaselinePe_IsTheWeight(string name)
    {
        WeightCoding coding = WeightCoding.Of(NumberFormats.Get(name))!;
        int significant = coding.Format == 7 ? 11 : 8;
        ArithmeticTable table = new(
            9, coding.CodeBits + 12, 7 + significant, coding.Format + 8, coding.CodeBits);
        Random random = new(2);
        for (int i = 0; i < 3000; i++)
        {
            (int code, int extra) = (random.Next(coding.Element.CodeCount), random.Next(coding.Extras));
            double value = coding.Value(code, extra);
            if (!double.IsFinite(value) || value == 0)
            {
                continue;
            }

            bool used = random.Next(8) > 0;
            table.Add(Unpacked.Of(value, significant, used), (code, coding.CodeBits), (extra, 8),
                (random.Next(8), 3), (used ? 1 : 0, 1));
        }

        table.Check();
    }

    private static ArithmeticTable Booth(int bits)
    {
        TermGenerator generator = TermGenerator.Booth(bits);
        ArithmeticTable table = new(0, bits + 3, 4, bits);
        var terms = new Term[generator.Count];
        for (int value = -(1 << (bits - 1)); value < 1 << (bits - 1); value++)
        {
            generator.Generate(value, terms);
            for (int i = 0; i < terms.Length; i++)
            {
                table.Add(terms[i].Code & 15, (value, bits), (i, 3));
            }
        }

        return table;
    }

    private static ArithmeticTable Window()
    {
        ArithmeticTable table = new(1, 7, 4);
        var terms = new Term[2];
        for (int value = -31; value < 32; value++)
        {
            if (BitOperations.PopCount((uint)Math.Abs(value)) > 2)
            {
                continue;
            }

            TermGenerator.Windows.Generate(value, terms);
            for (int i = 0; i < 2; i++)
            {
                table.Add(terms[i].Code & 15, (Math.Abs(value), 5), (value < 0 ? 1 : 0, 1), (i, 1));
            }
        }

        return table;
    }

    private static long Extra(WeightCoding coding, int extra) =>
        coding.Element is SpecialValueFormat ? coding.Specials >> (6 * extra) & 63 : extra;

    private static long Halves(double value) => (value < 0 ? 32L : 0L) | (long)(Math.Abs(value) * 2);
}
