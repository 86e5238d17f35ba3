using Accel.Explore.Pareto;
using Accel.Explore.Search;
using Accel.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Accel.Tests.Explore.Search;

public class NondominatedRanksTests
{
    [Test]
    public void Of_FewDistinctValues_PeelsFrontAfterFront([Range(1, 5)] int objectives)
    {
        Arbitrary<int[]> arrays = Gen.Choose(0, 4).ArrayOf().ToArbitrary();
        Seeded.Check(arrays, array =>
        {
            double[] values = [.. array.Take(array.Length / objectives * objectives).Select(value => (double)value)];
            return NondominatedRanks.Of(values, objectives).SequenceEqual(Peeled(values, objectives));
        }, 200, 11);
    }

    [Test]
    public void Of_ManyPoints_PeelsFrontAfterFront([Range(1, 5)] int objectives)
    {
        Random random = new(objectives);
        double[] values = [.. Enumerable.Range(0, 400 * objectives).Select(_ => (double)random.Next(30))];
        Assert.That(NondominatedRanks.Of(values, objectives), Is.EqualTo(Peeled(values, objectives)));
    }

    /// <summary>The definition: take the front away, and again.</summary>
    private static int[] Peeled(double[] values, int objectives)
    {
        int[] ranks = new int[values.Length / objectives];
        List<int> left = [.. Enumerable.Range(0, ranks.Length)];
        for (int rank = 0; left.Count > 0; rank++)
        {
            double[] rest = [.. left.SelectMany(point => values.Skip(point * objectives).Take(objectives))];
            int[] front = [.. ParetoFront.Find(rest, objectives).Select(i => left[i])];
            Array.ForEach(front, point => ranks[point] = rank);
            left = [.. left.Except(front)];
        }

        return ranks;
    }
}
