namespace Accel.Explore.Search;

/// <summary>How points of an archive stand against one another: rank first, then room.</summary>
/// <remarks>
/// Deb's constrained domination: feasible points come before all others, in fronts; the others follow by their
/// violation, where an equal violation is an equal rank. Crowding is measured within a feasible front.
/// </remarks>
/// <param name="Rank">From 0, the best.</param>
/// <param name="Distance">The crowding distance; more is better.</param>
internal readonly record struct Standing(int Rank, double Distance)
{
    /// <summary>Whether this is better than another: Deb's crowded comparison.</summary>
    public bool IsBetterThan(Standing other) =>
        Rank < other.Rank || (Rank == other.Rank && Distance > other.Distance);

    /// <summary>The standings of some rows among one another.</summary>
    public static Standing[] Of(SearchArchive archive, ReadOnlySpan<int> rows)
    {
        Standing[] standings = new Standing[rows.Length];
        List<int> feasible = [];
        List<int> others = [];
        for (int place = 0; place < rows.Length; place++)
        {
            (archive.IsFeasible(rows[place]) ? feasible : others).Add(place);
        }

        int fronts = RankFeasible(archive, rows, feasible, standings);
        double[] violations = new double[rows.Length];
        foreach (int place in others)
        {
            violations[place] = archive.ViolationAt(rows[place]);
        }

        double last = 0;
        int rank = fronts - 1;
        foreach (int place in others.OrderBy(place => violations[place]))
        {
            rank += violations[place] > last ? 1 : 0;
            last = violations[place];
            standings[place] = new Standing(rank, 0);
        }

        return standings;
    }

    private static int RankFeasible(
        SearchArchive archive, ReadOnlySpan<int> rows, List<int> feasible, Standing[] standings)
    {
        int[] ranks = NondominatedRanks.Of(Values(archive, rows, feasible), archive.ObjectiveCount);
        int fronts = 0;
        foreach (IGrouping<int, int> front in Enumerable.Range(0, ranks.Length).GroupBy(i => ranks[i]))
        {
            List<int> places = [.. front.Select(i => feasible[i])];
            double[] distances = CrowdingDistance.Of(Values(archive, rows, places), archive.ObjectiveCount);
            for (int i = 0; i < places.Count; i++)
            {
                standings[places[i]] = new Standing(front.Key, distances[i]);
            }

            fronts = Math.Max(fronts, front.Key + 1);
        }

        return fronts;
    }

    private static double[] Values(SearchArchive archive, ReadOnlySpan<int> rows, List<int> places)
    {
        int objectives = archive.ObjectiveCount;
        double[] values = new double[places.Count * objectives];
        for (int i = 0; i < places.Count; i++)
        {
            archive.ObjectivesAt(rows[places[i]]).CopyTo(values.AsSpan(i * objectives));
        }

        return values;
    }
}
