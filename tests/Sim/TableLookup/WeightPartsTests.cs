using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Sim.TableLookup;

namespace Accel.Tests.Sim.TableLookup;

public class WeightPartsTests
{
    /// <summary>Vectors of one word; two steps of K = 12; four channels an iteration.</summary>
    private static readonly TableLookupFabric Fabric = new() { Group = 3, Tables = 2, Lookups = 4 };

    [TestCase(20, 20, false, 20, "20")]
    [TestCase(19, 20, false, 20, "12 8")]
    [TestCase(20, 19, false, 20, "12 8")]
    [TestCase(19, 20, false, 18, "12 6")]
    [TestCase(19, 20, false, 16, "16")]
    [TestCase(20, 19, false, 18, "18")]
    [TestCase(39, 99, true, 20, "12 8")]
    [TestCase(11, 99, false, 22, "8 8 6")]
    [TestCase(8, 99, false, 33, "8 8 8 8 1")]
    [TestCase(3, 99, false, 10, "3 3 3 1")]
    [TestCase(0, 99, false, 2, "1 1")]
    public void Of_RoomForChannels_CutsIntoAsFewAndAsEvenAsItCan(
        int stored, int sums, bool overlaps, int n, string expected)
    {
        TableLookupFabric fabric = Fabric with { OverlapsLoad = overlaps };
        BufferSet buffers = new() { Weights = new(stored * 2 * 72), Outputs = new(sums * 32) };
        WeightParts parts = WeightParts.Of(LookupEngine.From(fabric), fabric, buffers, 12, n);
        var found = Enumerable.Range(0, WeightParts.Kinds).SelectMany(
            kind => Enumerable.Repeat(parts[kind].Channels, (int)parts[kind].Count));
        Assert.That(string.Join(' ', found), Is.EqualTo(expected));
    }
}
