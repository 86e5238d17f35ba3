using Accel.Arch.Formats.Ternary;
using Accel.Sim.TableLookup;
using Accel.Tests.Support;
using FsCheck.Fluent;

namespace Accel.Tests.Sim.TableLookup;

public class LookupProductTests
{
    [TestCase(1, 1, 1)]
    [TestCase(9, 100, 129)]
    [TestCase(17, 257, 300)]
    public void Multiply_ManyTokens_IsThePlainProduct(int m, int k, int n)
    {
        PlainProduct product = new(m, k, n, m);
        var outputs = new int[m * n];
        LookupProduct.Multiply(m, product.Activations, LookupWeights.OfTernary(n, k, product.Weights), outputs);
        Assert.That(outputs, Is.EqualTo(product.Outputs));
    }

    [Test]
    public void Multiply_BinaryPlanes_AreThePlainProduct([Range(1, 4)] int bits, [Values] bool signed) =>
        Seeded.Check(Gen.Choose(0, 100000).ToArbitrary(), seed =>
        {
            Random random = new(seed);
            BitPlanes planes = new(bits, signed);
            PlainProduct product = new(random.Next(1, 10), random.Next(1, 400), random.Next(1, 70), seed,
                planes.Minimum, planes.Maximum);
            var outputs = new int[product.Outputs.Length];
            LookupProduct.Multiply(product.M, product.Activations,
                LookupWeights.OfBits(product.N, product.K, product.Weights, planes), outputs);
            return outputs.AsSpan().SequenceEqual(product.Outputs);
        }, count: 20, seed: 29);

    [Test]
    public void Multiply_TritPlanesAboveEachOther_GiveBothProductsFromOneSetOfTables()
    {
        PlainProduct first = new(2, 64, 5, seed: 4);
        PlainProduct both = new(1, 64, 10, seed: 5);
        first.Weights.CopyTo(both.Weights, 0);
        (int[] outputs, int[] one, int[] two) = (new int[20], new int[10], new int[10]);
        LookupProduct.Multiply(2, first.Activations, LookupWeights.OfTernary(10, 64, both.Weights), outputs);
        LookupReference.MultiplyPlanes(
            2, 64, 5, first.Activations, first.Weights, both.Weights.AsSpan(5 * 64), 3, 4, one, two);
        Assert.That(outputs, Is.EqualTo((int[])[.. one[..5], .. two[..5], .. one[5..], .. two[5..]]));
    }

    [Test]
    public void Multiply_WeightsOfFourBitsAtALongK_ThrowsWhenAProductDoesNotFit()
    {
        BitPlanes planes = new(4, false);
        var outputs = new int[1];
        Assert.That(() => LookupProduct.Combine(planes, int.MaxValue, new int[4], outputs),
            Throws.InstanceOf<OverflowException>());
    }
}
