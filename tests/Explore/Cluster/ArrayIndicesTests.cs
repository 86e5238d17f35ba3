using Accel.Explore.Cluster;

namespace Accel.Tests.Explore.Cluster;

public class ArrayIndicesTests
{
    [TestCase("0", null, 0)]
    [TestCase("0-7", null, 0, 1, 2, 3, 4, 5, 6, 7)]
    [TestCase("2,5-7", null, 2, 5, 6, 7)]
    [TestCase("1,2,9", null, 1, 2, 9)]
    [TestCase("0-2,5%3", 3, 0, 1, 2, 5)]
    public void Write_Indices_ArePackedIntoRanges(string expected, int? maxRunning, params int[] indices) =>
        Assert.That(ArrayIndices.Write(indices, maxRunning), Is.EqualTo(expected));

    [Test]
    public void Write_Nothing_IsRefused() =>
        Assert.That(() => ArrayIndices.Write([]), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
