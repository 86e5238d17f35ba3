using Accel.Arch.Formats.Ternary;
using Accel.Tests.Support;
using FsCheck.Fluent;

namespace Accel.Tests.Arch.Formats.Ternary;

public class TernaryIndexTests
{
    [TestCase(1, 3, 2)]
    [TestCase(2, 9, 4)]
    [TestCase(3, 27, 5)]
    [TestCase(4, 81, 7)]
    [TestCase(5, 243, 8)]
    public void Count_And_Bits_AreThoseOfTheGroup(int group, int count, int bits)
    {
        Assert.That(TernaryIndex.Count(group), Is.EqualTo(count));
        Assert.That(TernaryIndex.Bits(group), Is.EqualTo(bits));
    }

    [Test]
    public void Encode_EveryGroup_IsItsNumberInBaseThreeLowestPowerFirst([Range(1, 5)] int group)
    {
        var weights = new sbyte[group];
        var index = new ushort[1];
        for (int number = 0; number < TernaryIndex.Count(group); number++)
        {
            TernaryIndex.Decode([(ushort)number], group, weights);
            int sum = 0;
            for (int place = group - 1; place >= 0; place--)
            {
                sum = (sum * 3) + weights[place] + 1;
            }

            TernaryIndex.Encode(weights, group, index);
            Assert.That((sum, (int)index[0]), Is.EqualTo((number, number)));
            TernaryIndex.Encode([.. weights.Select(weight => (sbyte)-weight)], group, index);
            Assert.That((int)index[0], Is.EqualTo(TernaryIndex.Negative(group, number)));
        }
    }

    [Test]
    public void Encode_ALastGroupThatIsNotFull_IsFilledWithZeros()
    {
        var indices = new ushort[3];
        TernaryIndex.Encode([1, 0, 0, -1], 3, indices);
        Assert.That(indices, Is.EqualTo(new ushort[] { 14, 12, 13 }));
        Assert.That(TernaryIndex.Zero(3), Is.EqualTo(13));
        Assert.That(TernaryIndex.Groups(85, 3, 28), Is.EqualTo(56));
        Assert.That(TernaryIndex.Groups(84, 3, 28), Is.EqualTo(28));
    }

    [Test]
    public void Decode_WhatWasEncoded_IsTheWeights([Range(1, 5)] int group) =>
        Seeded.Check(Gen.Choose(0, 40).ToArbitrary(), length =>
        {
            sbyte[] weights = TernaryWeights.Random(length, length);
            var indices = new ushort[TernaryIndex.Groups(length, group)];
            var decoded = new sbyte[length];
            TernaryIndex.Encode(weights, group, indices);
            TernaryIndex.Decode(indices, group, decoded);
            return decoded.AsSpan().SequenceEqual(weights);
        }, count: 60, seed: 7);

    [Test]
    public void Codecs_GivenWhatTheyCannotHold_Throw()
    {
        Assert.That(() => TernaryIndex.Encode([2], 3, new ushort[1]), Throws.ArgumentException);
        Assert.That(() => TernaryIndex.Encode([1, 1, 1, 1], 3, new ushort[1]), Throws.ArgumentException);
        Assert.That(() => TernaryIndex.Decode([27], 3, new sbyte[3]), Throws.ArgumentException);
        Assert.That(() => TernaryIndex.Count(6), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => TernaryIndex.Count(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
