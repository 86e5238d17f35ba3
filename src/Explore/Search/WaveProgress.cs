using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>Tells how far a search is, from what the run of a wave says of itself.</summary>
/// <param name="total">The most points of the search.</param>
internal sealed class WaveProgress(IProgress<SweepProgress> listener, long total, TimeProvider time)
    : IProgress<SweepProgress>
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Points of earlier runs, which do not count for the rate.</summary>
    public long Replayed { get; set; }

    public void Report(SweepProgress value)
    {
        double seconds = time.GetElapsedTime(_start).TotalSeconds;
        double rate = seconds > 0 ? (value.Done - Replayed) / seconds : 0;
        listener.Report(value with { Total = Math.Max(total, value.Done), PointsPerSecond = rate });
    }
}
