using System.Numerics;
using Accel.Arch.Formats;
using Accel.Arch.Formats.Quantization;

namespace Accel.Tests.Arch.Formats.Quantization;

[TestFixture]
public class ValueListKernelsTests
{
    [TestCase("fp3-er-ea")]
    [TestCase("fp4-er-ea")]
    public void Round_OfAnyLength_EqualsItsScalarTwinAndTheFormat(string name)
    {
        var format = (SpecialValueFormat)NumberFormats.Get(name);
        Random random = new(8);
        foreach (double special in format.Specials)
        {
            ValueListFormat view = format.With(special);
            for (int length = 0; length <= (2 * Vector<double>.Count) + 3; length++)
            {
                const double Scale = 0.75;
                double[] weights = [.. Enumerable.Range(0, length).Select(_ => Scale * random.Next(-40, 41) / 4.0)];
                double[] wide = new double[length];
                double[] scalar = new double[length];
                ValueListKernels.Round(view.Values, view.Midpoints, Scale, weights, wide);
                ValueListKernels.RoundScalar(view.Values, view.Midpoints, Scale, weights, scalar);
                Assert.That(wide, Is.EqualTo(scalar));
                Assert.That(scalar, Is.EqualTo(weights.Select(weight => view.Decode(view.Encode(weight / Scale)))));
            }
        }
    }

    [Test]
    public void MeanSquaredError_OfALongGroup_EqualsTheSumInOrder([Values(1, 127, 128, 129, 1000)] int length)
    {
        ValueListFormat view = ((SpecialValueFormat)NumberFormats.Get("fp4-er-ea")).With(-5);
        Random random = new(9);
        double[] weights = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
        double sum = 0;
        foreach (double weight in weights)
        {
            double error = (view.Decode(view.Encode(weight / 0.08)) * 0.08) - weight;
            sum += error * error;
        }

        Assert.That(ValueListKernels.MeanSquaredError(view.Values, view.Midpoints, 0.08, weights),
            Is.EqualTo(sum / length));
    }
}
