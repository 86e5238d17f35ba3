namespace Accel.Explore.Sweeps;

/// <summary>Takes a sweep's results, on one thread, in ascending order of the points.</summary>
public interface IResultSink
{
    /// <summary>Takes a batch; its buffer must not be kept.</summary>
    void Write(PointBatch batch);

    /// <summary>Makes everything written so far durable: called when results pause, and at the end.</summary>
    void Flush();
}
