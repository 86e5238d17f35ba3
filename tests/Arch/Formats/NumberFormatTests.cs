using Accel.Arch.Formats;

namespace Accel.Tests.Arch.Formats;

/// <summary>What holds for every format of the list.</summary>
[TestFixture]
public class NumberFormatTests
{
    private static IEnumerable<NumberFormat> WithCodes() => NumberFormats.All
        .Concat(NumberFormats.All.OfType<SpecialValueFormat>()
            .SelectMany(format => format.Specials.ToArray().Select(special => (NumberFormat)format.With(special))));

    [TestCaseSource(nameof(WithCodes))]
    public void Encode_OfEveryDecodedCode_ReturnsTheCodeOrATwinOfTheSameValue(NumberFormat format)
    {
        List<string> wrong = [];
        for (int code = 0; code < format.CodeCount; code++)
        {
            double value = format.Decode(code);
            int back = format.Encode(value);
            bool isTwin = format.Decode(back).Equals(value) && (value == 0 || double.IsNaN(value));
            if (back != code && !isTwin)
            {
                wrong.Add($"{code} -> {value} -> {back}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [TestCaseSource(nameof(WithCodes))]
    public void Encode_OfAnyNumber_ReturnsANearestValue(NumberFormat format)
    {
        Random random = new(17);
        double[] values = OwnValues(format);
        List<double> wrong = [];
        for (int i = 0; i < 2000; i++)
        {
            double x = (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-10, 4))
                * Math.Min(format.MaxMagnitude, 1e30);
            double chosen = format.Decode(format.Encode(x));
            int above = Array.BinarySearch(values, x) is var found && found >= 0 ? found : ~found;
            double bestDistance = Math.Min(Distance(values, above, x), Distance(values, above - 1, x));
            bool overflowed = double.IsInfinity(chosen) && Math.Abs(x) > format.MaxMagnitude;
            if (!overflowed && Math.Abs(chosen - x) != bestDistance)
            {
                wrong.Add(x);
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [TestCaseSource(nameof(WithCodes))]
    public void Encode_OfHalfwayPoints_ReturnsANeighbour(NumberFormat format)
    {
        double[] values = OwnValues(format);
        List<double> wrong = [];
        for (int i = 1; i < values.Length; i++)
        {
            double middle = (values[i - 1] / 2) + (values[i] / 2);
            double chosen = format.Decode(format.Encode(middle));
            if (chosen != values[i - 1] && chosen != values[i])
            {
                wrong.Add(middle);
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [TestCaseSource(nameof(WithCodes))]
    public void Decode_OutsideTheCodes_Throws(NumberFormat format)
    {
        Assert.That(() => format.Decode(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => format.Decode(format.CodeCount), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCaseSource(nameof(WithCodes))]
    public void Encode_OfInfinity_SaturatesOrStaysInfinite(NumberFormat format)
    {
        double up = format.Decode(format.Encode(double.PositiveInfinity));
        double down = format.Decode(format.Encode(double.NegativeInfinity));
        double[] values = [.. Enumerable.Range(0, format.CodeCount).Select(format.Decode)
            .Where(value => !double.IsNaN(value))];
        Assert.That((down, up), Is.EqualTo((values.Min(), values.Max())));
    }

    [TestCaseSource(nameof(WithCodes))]
    public void Encode_OfNaN_IsNaNOrThrows(NumberFormat format)
    {
        bool hasNaN = Enumerable.Range(0, format.CodeCount).Any(code => double.IsNaN(format.Decode(code)));
        if (hasNaN)
        {
            Assert.That(format.Decode(format.Encode(double.NaN)), Is.NaN);
        }
        else
        {
            Assert.That(() => format.Encode(double.NaN), Throws.ArgumentException);
        }
    }

    [Test]
    public void Equals_OfTwoObjectsOfOneFormat_Holds()
    {
        NumberFormat one = new IntegerFormat(8, IntegerKind.Signed);
        Assert.That(one, Is.EqualTo(NumberFormats.Get("int8")));
        Assert.That(one.GetHashCode(), Is.EqualTo(NumberFormats.Get("int8").GetHashCode()));
        Assert.That(one, Is.Not.EqualTo(new IntegerFormat(8, IntegerKind.Unsigned)));
        Assert.That(new IntegerMix(5.25), Is.EqualTo(NumberFormats.Get("int5.25")));
    }

    [Test]
    public void All_HasUniqueNamesAndASummaryEach()
    {
        Assert.That(NumberFormats.Names, Is.Unique);
        Assert.That(NumberFormats.All.Select(format => format.Summary), Has.All.Not.Empty);
        Assert.That(NumberFormats.All.Select(format => NumberFormats.Get(format.Name)), Is.EqualTo(NumberFormats.All));
    }

    /// <summary>
    /// The finite values of the codes; unlike Values, without the special values that only a group's view has.
    /// </summary>
    private static double[] OwnValues(NumberFormat format) =>
        [.. Enumerable.Range(0, format.CodeCount).Select(format.Decode).Where(double.IsFinite).Distinct().Order()];

    private static double Distance(double[] values, int index, double x) =>
        index >= 0 && index < values.Length ? Math.Abs(values[index] - x) : double.PositiveInfinity;
}
