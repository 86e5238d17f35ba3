using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats.Ternary;
using Accel.Sim.TableLookup;
using Accel.Tests.Support;
using FsCheck.Fluent;

namespace Accel.Tests.Sim.TableLookup;

public class LookupKernelsTests
{
    [TestCase("Scalar")]
    [TestCase("Shuffle")]
    [TestCase("Permute")]
    public void MultiplyBlock_ByAnyPath_IsThePlainProduct(string name)
    {
        LookupPath path = Enum.Parse<LookupPath>(name);
        if (!LookupPaths.Has(path))
        {
            Assert.Ignore("this processor has no such instructions");
        }

        Seeded.Check(Gen.Choose(0, 100000).ToArbitrary(), seed =>
        {
            Random random = new(seed);
            PlainProduct product = new(1, random.Next(1, 900), random.Next(1, 300), seed);
            LookupWeights weights = LookupWeights.OfTernary(product.N, product.K, product.Weights);
            LookupTables tables = new(weights);
            tables.Fill(product.Activations);
            var outputs = new int[product.N];
            for (int block = 0; block < weights.Blocks; block++)
            {
                LookupKernels.MultiplyBlock(path, tables, weights, block, outputs);
            }

            return outputs.AsSpan().SequenceEqual(product.Outputs);
        }, count: 60, seed: 23);
    }

    [Test]
    public void Multiply_AllOfOneSign_OverflowsNoSumOf16Bits(
        [Values] LookupKind kind, [Values(1, 27, 28, 29, 300)] int words)
    {
        int k = words * LookupWeights.Fields * kind.Group();
        sbyte[] ones = [.. Enumerable.Repeat((sbyte)1, k)];
        LookupWeights weights = kind == LookupKind.Ternary
            ? LookupWeights.OfTernary(1, k, ones)
            : LookupWeights.OfBits(1, k, ones, new BitPlanes(1, false));
        LookupTables tables = new(weights);
        var outputs = new int[1];
        foreach (sbyte activation in new sbyte[] { 127, -127 })
        {
            tables.Fill([.. Enumerable.Repeat(activation, k)]);
            LookupKernels.Multiply(tables, weights, outputs);
            Assert.That(outputs[0], Is.EqualTo(activation * k));
        }
    }

    [Test]
    public void Window_OfEachKind_IsTheLongestThatCannotOverflow([Values] LookupKind kind)
    {
        int word = LookupWeights.Fields * kind.Group() * 127;
        Assert.That(LookupKernels.Window(kind) * word, Is.LessThanOrEqualTo(short.MaxValue));
        Assert.That((LookupKernels.Window(kind) + 1) * word, Is.GreaterThan(short.MaxValue));
    }

    [Test]
    public void Multiply_AnyGroup_IsTheReferenceOfEveryVariant([Range(1, 5)] int group, [Values] LookupVariant variant)
    {
        PlainProduct product = new(1, 100, 37, group);
        LookupWeights weights = LookupWeights.OfTernary(37, 100, product.Weights);
        LookupTables tables = new(weights);
        tables.Fill(product.Activations);
        (int[] outputs, int[] expected) = (new int[37], new int[37]);
        LookupKernels.Multiply(tables, weights, outputs);
        LookupReference.Multiply(
            1, 100, 37, product.Activations, product.Weights, group, 7, variant, expected);
        Assert.That(outputs, Is.EqualTo(expected));
    }

    [Test]
    public void Sums_OfTernaryTables_AreThoseOfTheAdderTree()
    {
        LookupWeights weights = LookupWeights.OfTernary(1, 3, [0, 0, 0]);
        LookupTables tables = new(weights);
        sbyte[] activations = [-127, 33, 90];
        var entries = new short[27];
        tables.Fill(activations);
        LookupTable.Build(activations, entries);
        Assert.That(tables.Sums[..27].ToArray(), Is.EqualTo(entries));
    }

    [Test]
    public void Multiply_TablesOfOtherWeights_Throws()
    {
        LookupWeights weights = LookupWeights.OfTernary(1, 3, [0, 0, 0]);
        LookupTables others = new(LookupWeights.OfTernary(1, 4, [0, 0, 0, 0]));
        Assert.That(() => LookupKernels.Multiply(others, weights, new int[1]), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => others.Fill([1, 2, 3, -128]), Throws.ArgumentException);
    }
}
