namespace Accel.Explore.Search;

/// <summary>How far a search in waves was after one of them.</summary>
/// <param name="Wave">From 1.</param>
/// <param name="Points">Points evaluated by then.</param>
/// <param name="Feasible">Feasible ones among them.</param>
/// <param name="Front">Points on the front of those.</param>
/// <param name="Hypervolume">
/// What the front dominates, in parts of what the search's final front spans (<see cref="SearchTrace"/>); NaN where it
/// is not computed.
/// </param>
public sealed record SearchWave(int Wave, long Points, long Feasible, long Front, double Hypervolume);
