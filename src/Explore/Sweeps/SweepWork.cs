namespace Accel.Explore.Sweeps;

/// <summary>What a run has to evaluate, and what earlier runs have done.</summary>
/// <param name="Pending">Points to evaluate, ascending and disjoint.</param>
/// <param name="AlreadyDone">Points that earlier runs evaluated.</param>
/// <param name="AlreadyFeasible">How many of those were feasible.</param>
public sealed record SweepWork(IReadOnlyList<IndexRange> Pending, long AlreadyDone = 0, long AlreadyFeasible = 0)
{
    /// <summary>Points in the sweep as a whole: done and pending.</summary>
    public long Total => AlreadyDone + Pending.Sum(range => range.Count);

    /// <summary>The whole space.</summary>
    public static SweepWork All(SweepSpace space) => new([new IndexRange(0, space.Count)]);

    /// <summary>What is left of a part of a sweep.</summary>
    /// <param name="done">How many of its points are done, from its first on.</param>
    /// <param name="feasible">How many of the points done were feasible.</param>
    public static SweepWork Remaining(PointOrder points, SweepPart part, long done, long feasible) =>
        new(points.Slice(new IndexRange(part.First + done, part.End ?? points.Count)), done, feasible);
}
