namespace Accel.Explore.Sweeps;

/// <summary>One thread's loop: claims batches, evaluates their points and completes them.</summary>
internal sealed class SweepWorker(
    SweepDefinition definition,
    Func<IPointEvaluator> evaluators,
    ConstraintCheck constraints,
    BatchExchange exchange,
    TimeProvider time,
    CancellationToken cancellation)
{
    private readonly int[] _position = new int[definition.Space.Axes.Count];
    private long _at = -1;

    /// <summary>What stopped this worker before its time, or null.</summary>
    public Exception? Failure { get; private set; }

    public void Run()
    {
        try
        {
            IPointEvaluator evaluator = evaluators();
            while (exchange.Claim() is { } batch)
            {
                long start = time.GetTimestamp();
                Evaluate(evaluator, batch);
                exchange.Complete(batch, time.GetElapsedTime(start));
                if (Failure is not null)
                {
                    exchange.Stop();
                    return;
                }
            }
        }
        catch (Exception exception)
        {
            // An exception that left this thread would end the process; the runner throws it on its own thread.
            Failure = exception;
            exchange.Stop();
        }
    }

    private void Evaluate(IPointEvaluator evaluator, PointBatch batch)
    {
        int done = 0;
        try
        {
            for (; done < batch.Count && !cancellation.IsCancellationRequested; done++)
            {
                MoveTo(batch.Indices[done]);
                Span<double> metrics = batch.MetricBuffer(done);
                metrics.Fill(double.NaN);
                PointOutcome outcome = evaluator.Evaluate(_position, metrics);
                batch.SetReason(done, outcome.Reason ?? constraints.Violation(metrics));
            }
        }
        catch (Exception exception)
        {
            // The batch must still reach the writer, or it would wait for it for ever.
            Failure = new SweepFailedException(definition, batch.Indices[done], exception);
        }

        batch.Count = done;
    }

    private void MoveTo(long index)
    {
        if (index == _at + 1 && _at >= 0)
        {
            definition.Space.Advance(_position);
        }
        else
        {
            definition.Space.Decode(index, _position);
        }

        _at = index;
    }
}
