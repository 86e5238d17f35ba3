namespace Accel.Explore.Sweeps;

/// <summary>How far a sweep is.</summary>
/// <param name="Done">Points evaluated, by this run and earlier ones.</param>
/// <param name="Total">Points in the sweep.</param>
/// <param name="Feasible">How many of those done are feasible.</param>
/// <param name="PointsPerSecond">This run's rate from its start.</param>
public readonly record struct SweepProgress(long Done, long Total, long Feasible, double PointsPerSecond)
{
    /// <summary>The time that the rest takes at this rate; null before the first points.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            double seconds = (Total - Done) / PointsPerSecond;
            return seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : null;
        }
    }
}
