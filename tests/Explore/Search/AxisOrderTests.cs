using Accel.Explore.Search;
using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Search;

public class AxisOrderTests
{
    [TestCase("16|32|64", "0 1 2")]
    [TestCase("64|16|32", "1 2 0")]
    [TestCase("1 MiB|512 KiB|64 B", "2 1 0")]
    [TestCase("int8/128|int4/128", null)]
    [TestCase("1 GHz|2", null)]
    [TestCase("16", null)]
    public void IsOrdered_Quantities_LieInTheOrderOfTheirSize(string values, string? order)
    {
        AxisOrder axis = new(new SweepAxis("x", values.Split('|')));
        Assert.That(axis.IsOrdered, Is.EqualTo(order is not null));
        int[] ranked = [.. Enumerable.Range(0, axis.Count).Select(axis.ValueAt)];
        Assert.That(string.Join(' ', ranked), Is.EqualTo(order ?? string.Join(' ', Enumerable.Range(0, axis.Count))));
        Assert.That(ranked.Select(axis.RankOf), Is.EqualTo(Enumerable.Range(0, axis.Count)));
    }
}
