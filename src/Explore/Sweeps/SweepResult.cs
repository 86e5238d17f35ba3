namespace Accel.Explore.Sweeps;

/// <summary>How a run ended. Counts are of this run alone.</summary>
/// <param name="IsComplete">Whether every pending point was evaluated; false after a cancellation.</param>
public sealed record SweepResult(long Evaluated, long Feasible, TimeSpan Elapsed, bool IsComplete);
