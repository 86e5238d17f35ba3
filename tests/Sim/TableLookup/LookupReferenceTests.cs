using Accel.Arch.Designs.TableLookup;
using Accel.Sim.TableLookup;
using Accel.Tests.Support;
using FsCheck.Fluent;

namespace Accel.Tests.Sim.TableLookup;

public class LookupReferenceTests
{
    [Test]
    public void Multiply_AnyShapeAndTables_IsThePlainProduct([Range(1, 5)] int group, [Values] LookupVariant variant) =>
        Seeded.Check(Gen.Choose(0, 100000).ToArbitrary(), seed =>
        {
            Random random = new(seed);
            PlainProduct product = new(random.Next(1, 4), random.Next(1, 90), random.Next(1, 6), seed);
            var outputs = new int[product.Outputs.Length];
            LookupReference.Multiply(product.M, product.K, product.N, product.Activations, product.Weights, group,
                random.Next(1, 30), variant, outputs);
            return outputs.AsSpan().SequenceEqual(product.Outputs);
        }, count: 60, seed: 17);

    [Test]
    public void MultiplyPlanes_TwoStreams_GiveBothProducts()
    {
        PlainProduct first = new(3, 50, 4, seed: 1);
        sbyte[] other = new PlainProduct(1, 50, 4, seed: 2).Weights;
        (int[] one, int[] two, int[] expected) = (new int[12], new int[12], new int[12]);
        LookupReference.MultiplyPlanes(3, 50, 4, first.Activations, first.Weights, other, 3, 5, one, two);
        LookupReference.Multiply(3, 50, 4, first.Activations, other, 3, 5, LookupVariant.Half, expected);
        Assert.That(one, Is.EqualTo(first.Outputs));
        Assert.That(two, Is.EqualTo(expected));
    }

    [Test]
    public void Multiply_WhatTheEngineCannotTake_Throws()
    {
        static void Run(sbyte activation, sbyte weight, int outputs) => LookupReference.Multiply(
            1, 1, 1, [activation], [weight], 3, 1, LookupVariant.Full, new int[outputs]);
        Assert.That(() => Run(-127, 1, 1), Throws.Nothing);
        Assert.That(() => Run(-128, 1, 1), Throws.ArgumentException);
        Assert.That(() => Run(1, 2, 1), Throws.ArgumentException);
        Assert.That(() => Run(1, 1, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
