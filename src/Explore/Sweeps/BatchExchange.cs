namespace Accel.Explore.Sweeps;

/// <summary>Hands out points to workers in order, and hands their batches to the writer in the same order.</summary>
/// <remarks>
/// At most a window of batches is on its way at once: a worker that runs ahead of a slow batch or a slow writer waits,
/// which bounds memory whatever the number of points. All members are safe on all threads.
/// </remarks>
internal sealed class BatchExchange
{
    public const int Capacity = 4096;
    private const int WindowPerJob = 4;
    private const int FirstChunk = 16;

    /// <summary>The time one batch should take: short against a cancellation, long against taking the lock.</summary>
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(20);

    private readonly object _lock = new();
    private readonly IReadOnlyList<IndexRange> _pending;
    private readonly int _jobs;
    private readonly PointBatch?[] _completed;
    private readonly Stack<PointBatch> _free = new();
    private long _remaining;
    private int _range;
    private long _next;
    private long _claimed;
    private long _released;
    private int _chunk = FirstChunk;
    private bool _stopped;

    public BatchExchange(IReadOnlyList<IndexRange> pending, int metricCount, int jobs)
    {
        _pending = pending;
        _jobs = jobs;
        _completed = new PointBatch?[WindowPerJob * jobs];
        _remaining = pending.Sum(range => range.Count);
        _next = pending.Count > 0 ? pending[0].First : 0;
        for (int i = 0; i < _completed.Length; i++)
        {
            _free.Push(new PointBatch(Capacity, metricCount));
        }
    }

    /// <summary>A batch with the numbers of the next points, or null when none are left or all shall stop.</summary>
    public PointBatch? Claim()
    {
        lock (_lock)
        {
            while (!_stopped && _remaining > 0 && _free.Count == 0)
            {
                Monitor.Wait(_lock);
            }

            if (_stopped || _remaining == 0)
            {
                return null;
            }

            PointBatch batch = _free.Pop();
            batch.Sequence = _claimed++;

            // Towards the end the batches shrink, so that all workers finish together.
            long share = Math.Max(1, _remaining / (2 * _jobs));
            Fill(batch, (int)Math.Min(_chunk, share));
            return batch;
        }
    }

    /// <summary>Gives a batch to the writer, cut to what was evaluated.</summary>
    /// <param name="elapsed">The time that its points took: later batches are sized by it.</param>
    public void Complete(PointBatch batch, TimeSpan elapsed)
    {
        lock (_lock)
        {
            double ideal = elapsed > TimeSpan.Zero ? batch.Count * (BatchTime / elapsed) : Capacity;
            _chunk = (int)Math.Clamp(ideal, 1, Math.Min(_chunk * 4, Capacity));
            _completed[batch.Sequence % _completed.Length] = batch;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits for the next batch in order.</summary>
    /// <param name="batch">The batch, or null when none came in time.</param>
    /// <returns>False when there will be no more.</returns>
    public bool Next(TimeSpan patience, out PointBatch? batch)
    {
        lock (_lock)
        {
            ref PointBatch? slot = ref _completed[_released % _completed.Length];
            bool waited = false;
            while (slot is null && !IsDrained && !waited)
            {
                waited = !Monitor.Wait(_lock, patience);
            }

            batch = slot;
            return batch is not null || !IsDrained;
        }
    }

    /// <summary>Returns a batch that is written; its buffer is used again.</summary>
    public void Release(PointBatch batch)
    {
        lock (_lock)
        {
            _completed[batch.Sequence % _completed.Length] = null;
            _released++;
            _free.Push(batch);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Hands out no more points; what workers hold still comes to the writer.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stopped = true;
            Monitor.PulseAll(_lock);
        }
    }

    private bool IsDrained => _claimed == _released && (_stopped || _remaining == 0);

    private void Fill(PointBatch batch, int count)
    {
        Span<long> indices = batch.IndexBuffer;
        for (int i = 0; i < count; i++)
        {
            while (_next == _pending[_range].End)
            {
                _next = _pending[++_range].First;
            }

            indices[i] = _next++;
        }

        batch.Count = count;
        batch.Claimed = count;
        _remaining -= count;
    }
}
