using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Formats.OutlierVictim;
using Accel.Sim.Systolic;

namespace Accel.Tests.Sim.Systolic;

/// <summary>Outlier-victim pairs from packed bytes to sums: kernel = reference = machine.</summary>
public class PairedKernelsTests
{
    private static readonly SystolicFabric Olive = new()
    {
        Rows = 3, Columns = 4, Pe = SystolicPe.ExponentInteger, Bits = 8, SplitTo = 4,
    };

    [TestCase("ovp-int4", "ovp-int4", 9, 40, 11)]
    [TestCase("ovp-int4", "ovp-flint4", 70, 33, 5)]
    [TestCase("ovp-flint4", "ovp-int4", 1, 1, 1)]
    [TestCase("ovp-flint4", "ovp-flint4", 66, 129, 7)]
    public void Multiply_RealTensors_EqualsReferenceAndMachineBitByBit(string weights, string activations, int m, int k, int n)
    {
        SystolicProduct product = Product(weights, activations, m, k, n);
        var outputs = new int[m * n];
        PairedKernels.Multiply(
            (PairedMatrix)product.Activations.ToIntegers(), (PairedMatrix)product.Weights.ToIntegers(), outputs);
        double[] reference = product.Reference(out bool overflowed);
        product.Step(out double[] stepped, out _);
        Assert.That(overflowed, Is.False);
        Assert.That(stepped, Is.EqualTo(reference));
        double[] scaled = [.. outputs.Select((sum, i) =>
            sum * product.Activations.Scales[i / n] * product.Weights.Scales[i % n])];
        Assert.That(scaled, Is.EqualTo(reference));
    }

    [TestCase("ovp-int4", "ovp-int4")]
    [TestCase("ovp-int8", "ovp-int8")]
    [TestCase("ovp-int8", "ovp-int4")]
    [TestCase("int8", "int8")]
    [TestCase("flint4", "int8")]
    [TestCase("denseshift4", "int8")]
    [TestCase("ternary", "int8")]
    [TestCase("pot4", "pot4")]
    [TestCase("fp4", "fp4")]
    public void Reference_AnyIntegerEncoding_IsTheExactProductOfWhatIsStored(string weights, string activations)
    {
        SystolicProduct product = Product(weights, activations, 6, 37, 5);
        double[] outputs = product.Reference(out bool overflowed);
        Assert.That(overflowed, Is.False);
        for (int i = 0; i < outputs.Length; i++)
        {
            double expected = 0;
            for (int k = 0; k < 37; k++)
            {
                expected += product.Activations.Dequantized[((i / 5) * 37) + k]
                    * product.Weights.Dequantized[((i % 5) * 37) + k];
            }

            Assert.That(outputs[i], Is.EqualTo(expected).Within(1e-9), $"{i}");
        }
    }

    [Test]
    public void Read_FromTheMiddleOfAPair_DecodesAllOfIt()
    {
        var matrix = (PairedMatrix)Product("ovp-int4", "ovp-int4", 2, 31, 2).Weights.ToIntegers();
        var whole = new int[31];
        matrix.Read(1, 0, whole);
        for (int start = 0; start < 31; start++)
        {
            for (int length = 0; length <= 31 - start; length++)
            {
                var part = new int[length];
                matrix.Read(1, start, part);
                Assert.That(part, Is.EqualTo(whole[start..(start + length)]), $"{start} {length}");
            }
        }
    }

    [Test]
    public void Multiply_ALongK_ThrowsBeforeASumCouldOverflow()
    {
        const int TooLong = 2_147_483_647 / (192 * 192) + 1;
        OutlierVictimFormat format = OutlierVictimFormats.Flint4;
        PairedMatrix matrix = new(format, new byte[PairCodec.PackedBytes(format, TooLong)], 1, TooLong);
        Assert.That(() => PairedKernels.Multiply(matrix, matrix, new int[1]), Throws.InstanceOf<OverflowException>());
    }

    [Test]
    public void Of_ArraysOfFourBitPes_AreTwiceAsWideAndHighAsForEightBits()
    {
        Assert.That(Product("ovp-int4", "ovp-int4", 1, 2, 1).Array, Has.Property("Rows").EqualTo(6));
        Assert.That(Product("ovp-int8", "ovp-int8", 1, 2, 1).Array, Has.Property("Columns").EqualTo(4));
        SystolicArray mixed = Product("ovp-int4", "ovp-int8", 1, 2, 1).Array;
        Assert.That((mixed.Rows, mixed.Columns, mixed.PesPerMac), Is.EqualTo((3, 8, 2)));
    }

    private static SystolicProduct Product(string weights, string activations, int m, int k, int n)
    {
        Random random = new(m + k + n);

        // A wide middle and a few far out, so that pairs of all kinds occur.
        double[] Values(int count) => [.. Enumerable.Range(0, count)
            .Select(_ => (random.NextDouble() - 0.5) * (random.Next(12) == 0 ? 9 : 1))];
        return SystolicProduct.Of(
            weights is "denseshift4" or "ternary" ? Olive with { Pe = null, SplitTo = null } : Olive,
            TensorFormat.Parse(weights), TensorFormat.Parse(activations), 65536, m, k, n, Values(m * k), Values(n * k));
    }
}
