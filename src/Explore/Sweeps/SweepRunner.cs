using System.Runtime.ExceptionServices;

namespace Accel.Explore.Sweeps;

/// <summary>Evaluates the points of a sweep on many threads and gives the results to a sink in order.</summary>
/// <param name="evaluators">Makes one evaluator for each thread, on that thread.</param>
/// <param name="time">The clock behind rates, progress and the size of batches; it never changes a result.</param>
public sealed class SweepRunner(SweepDefinition definition, Func<IPointEvaluator> evaluators, TimeProvider time)
{
    private static readonly TimeSpan ProgressPeriod = TimeSpan.FromMilliseconds(100);

    /// <summary>How long results may pause before what is there is made durable.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs a sweep to its end or until it is cancelled. Blocks; the sink is called on this thread.</summary>
    /// <remarks>
    /// The sink sees the same points in the same order whatever <paramref name="jobs"/>. A cancellation waits for the
    /// point that each worker is at and returns normally. What the sink has seen then is a prefix of the work: the few
    /// points that other workers finished behind the first one left out are dropped, and a later run does them again.
    /// </remarks>
    /// <exception cref="SweepFailedException">An evaluator threw; the points before it are kept.</exception>
    public SweepResult Run(
        SweepWork work,
        int jobs,
        IResultSink sink,
        IProgress<SweepProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        long start = time.GetTimestamp();
        BatchExchange exchange = new(work.Pending, definition.Metrics.Count, jobs);
        using CancellationTokenRegistration registration = cancellation.Register(exchange.Stop);
        ConstraintCheck constraints = new(definition);
        SweepWorker[] workers = new SweepWorker[jobs];
        Thread[] threads = new Thread[jobs];
        for (int job = 0; job < jobs; job++)
        {
            workers[job] = new SweepWorker(definition, evaluators, constraints, exchange, time, cancellation);
            threads[job] = new Thread(workers[job].Run) { IsBackground = true, Name = "sweep worker" };
            threads[job].Start();
        }

        Tally tally = default;
        try
        {
            Drain(exchange, sink, work, start, progress, ref tally);
        }
        finally
        {
            exchange.Stop();
            Array.ForEach(threads, thread => thread.Join());
        }

        sink.Flush();
        progress?.Report(tally.Progress(work, time.GetElapsedTime(start)));
        Exception? failure = Array.Find(workers, worker => worker.Failure is not null)?.Failure;
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        bool isComplete = work.AlreadyDone + tally.Evaluated == work.Total;
        return new SweepResult(tally.Evaluated, tally.Feasible, time.GetElapsedTime(start), isComplete);
    }

    private void Drain(
        BatchExchange exchange,
        IResultSink sink,
        SweepWork work,
        long start,
        IProgress<SweepProgress>? progress,
        ref Tally tally)
    {
        TimeSpan reported = TimeSpan.Zero;
        bool hasGap = false;
        while (exchange.Next(Patience, out PointBatch? batch))
        {
            if (batch is null)
            {
                sink.Flush();
                continue;
            }

            if (!hasGap && batch.Count > 0)
            {
                sink.Write(batch);
                tally.Add(batch);
            }

            hasGap |= batch.Count < batch.Claimed;
            exchange.Release(batch);
            TimeSpan elapsed = time.GetElapsedTime(start);
            if (progress is not null && elapsed - reported >= ProgressPeriod)
            {
                progress.Report(tally.Progress(work, elapsed));
                reported = elapsed;
            }
        }
    }

    private record struct Tally(long Evaluated, long Feasible)
    {
        public void Add(PointBatch batch)
        {
            Evaluated += batch.Count;
            foreach (InfeasibleReason? reason in batch.Reasons)
            {
                Feasible += reason is null ? 1 : 0;
            }
        }

        public readonly SweepProgress Progress(SweepWork work, TimeSpan elapsed) => new(
            work.AlreadyDone + Evaluated,
            work.Total,
            work.AlreadyFeasible + Feasible,
            elapsed > TimeSpan.Zero ? Evaluated / elapsed.TotalSeconds : 0);
    }
}
