using Accel.Explore.Sweeps;
using FsCheck;
using FsCheck.Fluent;

namespace Accel.Tests.Explore.Sweeps;

public class IndexRangeTests
{
    [Test]
    public void Except_RandomSubsets_LeavesExactlyTheOthers()
    {
        Arbitrary<bool[]> subsets = Gen.Elements(true, false).ArrayOf().ToArbitrary();
        Prop.ForAll(subsets, done =>
        {
            List<IndexRange> taken = [];
            for (int i = 0; i < done.Length; i++)
            {
                if (done[i])
                {
                    taken.Add(new IndexRange(i, i + 1));
                }
            }

            // A window inside the subset, so that ranges also lie before, after and across its ends.
            IndexRange window = new(done.Length / 4, done.Length - (done.Length / 4));
            IEnumerable<long> left = window.Except(taken)
                .SelectMany(range => Enumerable.Range((int)range.First, (int)range.Count)).Select(i => (long)i);
            IEnumerable<long> expected = Enumerable.Range((int)window.First, (int)window.Count)
                .Where(i => !done[i]).Select(i => (long)i);
            return left.SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Except_RangeAcrossTheStart_CutsIt()
    {
        IndexRange[] left = [.. new IndexRange(10, 20).Except([new(0, 12), new(15, 16), new(19, 30)])];
        Assert.That(left, Is.EqualTo(new IndexRange[] { new(12, 15), new(16, 19) }));
    }
}
