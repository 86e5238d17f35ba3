using Accel.Arch.Formats.Ternary;
using Accel.Sim.TableLookup;

namespace Accel.Tests.Sim.TableLookup;

public class LookupTableTests
{
    [Test]
    public void Build_AnyGroup_HoldsTheSumOfEveryIndexInItsWidth([Range(1, 5)] int group, [Range(0, 4)] int seed)
    {
        Random random = new(seed);
        sbyte[] activations = [.. Enumerable.Range(0, group)
            .Select(_ => (sbyte)(seed == 0 ? 127 : random.Next(-127, 128)))];
        int count = TernaryIndex.Count(group);
        (short[] full, short[] half) = (new short[count], new short[LookupArithmetic.HalfEntries(group)]);
        LookupTable.Build(activations, full);
        LookupTable.BuildHalf(activations, half);
        int bound = 1 << (LookupArithmetic.EntryBits(group) - 1);
        var weights = new sbyte[group];
        for (int index = 0; index < count; index++)
        {
            TernaryIndex.Decode([(ushort)index], group, weights);
            int sum = activations.Zip(weights).Sum(pair => pair.First * pair.Second);
            Assert.That((int)full[index], Is.EqualTo(sum).And.InRange(-bound, bound - 1), $"{index}");
            Assert.That(LookupTable.ReadHalf(half, group, index), Is.EqualTo(sum), $"{index}");
            Assert.That(LookupTable.Select(activations, index), Is.EqualTo(sum), $"{index}");
        }
    }

    [Test]
    public void Build_AnActivationOfMinus128_Throws()
    {
        Assert.That(() => LookupTable.Build([-128], new short[3]), Throws.ArgumentException);
        Assert.That(() => LookupTable.BuildHalf([-128], new short[1]), Throws.ArgumentException);
    }

    [Test]
    public void Build_TooFewEntries_Throws() =>
        Assert.That(() => LookupTable.Build([1, 2, 3], new short[26]), Throws.InstanceOf<ArgumentException>());
}
