using System.Globalization;
using Accel.Sim.BitSerial;

namespace Accel.Tests.Sim.BitSerial;

public class TermGeneratorTests
{
    [Test]
    public void Windows_EveryPublishedValue_HasThePublishedTerms()
    {
        string[][] rows = Rows("bitmod_terms_fp.csv");
        Span<Term> terms = stackalloc Term[2];
        foreach (string[] row in rows)
        {
            int halves = (int)(2 * double.Parse(row[1], CultureInfo.InvariantCulture));
            TermGenerator.Windows.Generate(halves, terms);
            for (int i = 0; i < 2; i++)
            {
                int[] expected = [.. row[(3 + 4 * i)..(7 + 4 * i)].Select(int.Parse)];
                Assert.That(Fields(terms[i]), Is.EqualTo(expected), $"{row[0]} {row[1]} term {i}");
            }
        }

        Assert.That(rows, Has.Length.EqualTo(30));
    }

    [Test]
    public void Booth_EveryPublishedValue_HasThePublishedTerms()
    {
        string[][] rows = Rows("bitmod_terms_int.csv");
        foreach (string[] row in rows)
        {
            var generator = TermGenerator.Booth(row[0] == "INT6" ? 6 : 8);
            var terms = new Term[generator.Count];
            generator.Generate(int.Parse(row[1], CultureInfo.InvariantCulture), terms);
            Assert.That(terms, Has.Length.EqualTo(int.Parse(row[2], CultureInfo.InvariantCulture)));
            for (int i = 0; i < terms.Length; i++)
            {
                int[] expected = [.. row[3 + i].Split('/').Select(int.Parse)];
                Assert.That(Fields(terms[i]), Is.EqualTo(expected), $"{row[0]} {row[1]} term {i}");
            }
        }

        Assert.That(rows, Has.Length.EqualTo(320));
    }

    [Test]
    public void Booth_EveryValueOfEveryWidth_SumsToTheValue([Range(2, 9)] int bits)
    {
        var generator = TermGenerator.Booth(bits);
        var terms = new Term[generator.Count];
        for (int value = -(1 << bits - 1); value < 1 << bits - 1; value++)
        {
            generator.Generate(value, terms);
            Assert.That(terms.Sum(term => term.Value), Is.EqualTo(value));
        }

        Assert.That(generator.Count, Is.EqualTo((bits + 1) / 2));
        foreach (int outside in new[] { 1 << bits - 1, -(1 << bits - 1) - 1 })
        {
            Assert.That(() => generator.Generate(outside, terms), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    [Test]
    public void Windows_EveryFivebitValue_SumsOrIsRefused()
    {
        var terms = new Term[2];
        for (int halves = -31; halves <= 31; halves++)
        {
            if (int.PopCount(Math.Abs(halves)) <= 2)
            {
                TermGenerator.Windows.Generate(halves, terms);
                Assert.That(terms.Sum(term => term.Value), Is.EqualTo(halves));
            }
            else
            {
                Assert.That(
                    () => TermGenerator.Windows.Generate(halves, terms),
                    Throws.InstanceOf<ArgumentOutOfRangeException>());
            }
        }

        Assert.That(() => TermGenerator.Windows.Generate(32, terms), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(1), TestCase(10)]
    public void Booth_WidthOutOfRange_Throws(int bits) =>
        Assert.That(() => TermGenerator.Booth(bits), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static int[] Fields(Term term) =>
        [term.IsNegative ? 1 : 0, term.Exponent, term.Mantissa, term.BlockSignificance];

    private static string[][] Rows(string file) =>
        [.. File.ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Reference", file))
            .Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split(','))];
}
