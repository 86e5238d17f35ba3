using Accel.Explore.Pareto;
using Accel.Explore.Search;
using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Search;

/// <summary>A search without threads or store, on a function of the point.</summary>
internal static class SearchRun
{
    /// <summary>Runs a search to its end; every wave must be ascending and new.</summary>
    public static SearchArchive Run(
        SweepDefinition definition, SearchSettings settings, Func<long, SweepPoint> evaluate)
    {
        SearchArchive archive = new(definition);
        if (settings.Points(definition.Space) is { } sample)
        {
            foreach (IndexRange range in sample)
            {
                for (long point = range.First; point < range.End; point++)
                {
                    Add(point);
                }
            }

            return archive;
        }

        ISearch search = settings.Begin(definition)!;
        while (search.Next(archive) is { Count: > 0 } wave)
        {
            Assert.That(wave, Is.Ordered.And.Unique);
            foreach (long point in wave)
            {
                Assert.That(archive.Contains(point), Is.False, "no point twice");
                Add(point);
            }
        }

        Assert.That(archive.Count, Is.LessThanOrEqualTo(settings.MostPoints(definition.Space)));
        return archive;

        void Add(long point)
        {
            SweepPoint result = evaluate(point);
            archive.Add(point, result.Reason, [.. result.Metrics]);
        }
    }

    public static long[] Points(SearchArchive archive) =>
        [.. Enumerable.Range(0, archive.Count).Select(archive.PointAt)];

    /// <summary>The objectives of the feasible points, one after the other.</summary>
    public static double[] Feasible(SearchArchive archive) =>
    [
        .. Enumerable.Range(0, archive.Count).Where(archive.IsFeasible)
            .SelectMany(row => archive.ObjectivesAt(row).ToArray()),
    ];

    /// <summary>The hypervolume of the feasible points, objectives scaled from best to worst.</summary>
    public static double Hypervolume(SearchArchive archive, double[] best, double[] worst)
    {
        double[] values = Feasible(archive);
        for (int i = 0; i < values.Length; i++)
        {
            int objective = i % best.Length;
            values[i] = (values[i] - best[objective]) / (worst[objective] - best[objective]);
        }

        // Only the front counts, and without the rest the sum is quicker.
        int[] front = ParetoFront.Find(values, best.Length);
        return Accel.Explore.Pareto.Hypervolume.Of(
            [.. front.SelectMany(row => values.Skip(row * best.Length).Take(best.Length))],
            [.. best.Select(_ => SearchTrace.Reference)]);
    }
}
