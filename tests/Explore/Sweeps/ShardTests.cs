using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Sweeps;

public class ShardTests
{
    [TestCase(0, 1)]
    [TestCase(7, 3)]
    [TestCase(8, 8)]
    [TestCase(5, 8, Description = "fewer points than shards: some are empty")]
    [TestCase(1_000_000_000_007, 999_983)]
    public void Of_AllShards_CoverTheListOnceAndEvenly(long total, int count)
    {
        long end = 0;
        for (int index = 0; index < count; index++)
        {
            IndexRange part = new Shard(index, count).Of(total);
            Assert.That(part.First, Is.EqualTo(end));
            Assert.That(part.Count, Is.InRange(total / count, (total / count) + 1));
            end = part.End;
        }

        Assert.That(end, Is.EqualTo(total));
    }

    [TestCase("0/1", 0, 1)]
    [TestCase("3/8", 3, 8)]
    [TestCase("999999/1000000", 999_999, 1_000_000)]
    public void TryParse_Good_IsRead(string text, int index, int count)
    {
        Assert.That(Shard.TryParse(text, out Shard shard));
        Assert.That(shard, Is.EqualTo(new Shard(index, count)));
        Assert.That(shard.ToString(), Is.EqualTo(text));
    }

    [TestCase("")]
    [TestCase("3")]
    [TestCase("8/8")]
    [TestCase("-1/8")]
    [TestCase("0/0")]
    [TestCase("1/2/3")]
    [TestCase(" 1/2")]
    [TestCase("1/1000001")]
    [TestCase("1.0/2")]
    public void TryParse_Bad_IsRefused(string text) => Assert.That(Shard.TryParse(text, out _), Is.False);
}
