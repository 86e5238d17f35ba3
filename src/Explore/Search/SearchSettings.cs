using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>Which points of its space a sweep evaluates.</summary>
/// <remarks>Everything follows from the settings, whatever the number of threads and the interruptions.</remarks>
public abstract record SearchSettings
{
    /// <summary>The word that YAML and reports use.</summary>
    public abstract string Kind { get; }

    /// <summary>The seed of all chance in the search; null where there is none.</summary>
    public virtual long? Seed => null;

    /// <summary>The most points to evaluate; null for all.</summary>
    public virtual long? Budget => null;

    /// <summary>The search in a few words, without its budget: <c>nsga2, seed 1, population 100</c>.</summary>
    public abstract string Describe();

    /// <summary>
    /// The points of a search that knows them from the start, ascending and disjoint; null for one that goes in waves.
    /// </summary>
    /// <remarks>Shards are slices of this list, by position.</remarks>
    public virtual IReadOnlyList<IndexRange>? Points(SweepSpace space) => null;

    /// <summary>A search in waves from its beginning; null for one that knows its points from the start.</summary>
    public virtual ISearch? Begin(SweepDefinition definition) => null;

    /// <summary>Points that the search evaluates, at most.</summary>
    public long MostPoints(SweepSpace space) => Math.Min(Budget ?? space.Count, space.Count);

    /// <summary>Whether the search learns from results, so that it cannot be cut into shards.</summary>
    public virtual bool GoesInWaves => false;
}
