using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>Passes results on to a store and keeps them for the search.</summary>
/// <remarks>
/// A run flushes at its end. Waves are short runs, and a store that went to the disk after each would do little else,
/// so only a flush half a second after the last one is passed on.
/// </remarks>
internal sealed class WaveSink(IResultSink store, TimeProvider time) : IResultSink
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly List<SweepPoint> _results = [];
    private long _flushed = time.GetTimestamp();

    /// <summary>What came since the last call, in order.</summary>
    public IReadOnlyList<SweepPoint> Take()
    {
        SweepPoint[] taken = [.. _results];
        _results.Clear();
        return taken;
    }

    public void Write(PointBatch batch)
    {
        store.Write(batch);
        for (int point = 0; point < batch.Count; point++)
        {
            _results.Add(new SweepPoint(batch.Indices[point], [.. batch.Metrics(point)], batch.Reasons[point]));
        }
    }

    public void Flush()
    {
        if (time.GetElapsedTime(_flushed) >= Patience)
        {
            store.Flush();
            _flushed = time.GetTimestamp();
        }
    }
}
