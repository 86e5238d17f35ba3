namespace Accel.Explore.Sweeps;

/// <summary>A block of evaluated points in ascending order; the buffer is reused once its sink has returned.</summary>
public sealed class PointBatch
{
    private readonly long[] _indices;
    private readonly double[] _metrics;
    private readonly InfeasibleReason?[] _reasons;
    private readonly int _metricCount;

    internal PointBatch(int capacity, int metricCount)
    {
        _indices = new long[capacity];
        _metrics = new double[capacity * metricCount];
        _reasons = new InfeasibleReason?[capacity];
        _metricCount = metricCount;
    }

    public int Count { get; internal set; }

    /// <summary>The numbers of the points.</summary>
    public ReadOnlySpan<long> Indices => _indices.AsSpan(0, Count);

    /// <summary>For each point why it is infeasible, or null.</summary>
    public ReadOnlySpan<InfeasibleReason?> Reasons => _reasons.AsSpan(0, Count);

    public ReadOnlySpan<double> Metrics(int point) => _metrics.AsSpan(point * _metricCount, _metricCount);

    /// <summary>The order in which batches were claimed, which is the order of their points.</summary>
    internal long Sequence { get; set; }

    /// <summary>How many points were claimed; fewer are there when the worker was stopped.</summary>
    internal int Claimed { get; set; }

    internal int Capacity => _indices.Length;

    internal Span<long> IndexBuffer => _indices;

    internal Span<double> MetricBuffer(int point) => _metrics.AsSpan(point * _metricCount, _metricCount);

    internal void SetReason(int point, InfeasibleReason? reason) => _reasons[point] = reason;
}
