using Accel.Arch.Diagnostics;
using Accel.Explore.Configuration;
using Accel.Explore.Pareto;
using Accel.Explore.Quantization;
using Accel.Explore.Search;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Library;

/// <summary>Runs a sweep's plan from code: in memory, or into a folder as <c>accel sweep</c> does.</summary>
public static class PlanExploration
{
    /// <summary>Measured once for each format and distribution, whatever the sweep.</summary>
    private static readonly QuantizationError Error = new();

    /// <summary>
    /// Evaluates the points that the plan's search asks for, all of them if it names none, and keeps the front.
    /// </summary>
    /// <remarks>
    /// Memory does not grow with the points, but for searches that go in waves, which remember what they have seen.
    /// </remarks>
    /// <param name="jobs">Threads; 0 takes all cores. The answer does not depend on it.</param>
    /// <param name="visit">Called with every batch of points in the order of evaluation, on this thread.</param>
    /// <returns>The front; of what was evaluated until then, after a cancellation.</returns>
    public static FrontOfSweep Explore(
        this SweepPlan plan, int jobs = 0, Action<PointBatch>? visit = null, IProgress<SweepProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        FrontSink sink = new(plan.Definition, visit);
        PointMemos memos = new(plan);
        Func<IPointEvaluator> evaluators = () => new DesignPointEvaluator(plan, Error, memos);
        SweepResult result = plan.Search.Points(plan.Definition.Space) is { } points
            ? new SweepRunner(plan.Definition, evaluators, TimeProvider.System).Run(
                new SweepWork(points), Threads(jobs), sink, progress, cancellation)
            : new SearchLoop(plan.Definition, evaluators, TimeProvider.System).Run(
                plan.Search, null, Threads(jobs), sink, progress, cancellation);
        return new FrontOfSweep(plan, result, sink.Front);
    }

    /// <summary>
    /// Evaluates what is left of the sweep into <c>results.sqlite</c> in a folder, and writes the report when all is
    /// done.
    /// </summary>
    /// <param name="resume">Whether to go on with what the folder has; a folder with other results is refused.</param>
    /// <param name="jobs">Threads; 0 takes all cores. The results do not depend on it.</param>
    /// <exception cref="InputException">The folder has a store that this sweep cannot use.</exception>
    /// <exception cref="ArgumentException">
    /// The plan was composed in code: a store keeps the YAML that its numbers were made of, and there is none.
    /// </exception>
    public static SweepResult ExploreInto(
        this SweepPlan plan, string folder, bool resume = false, int jobs = 0,
        IProgress<SweepProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (plan.Inputs.Length == 0)
        {
            throw new ArgumentException("a sweep composed in code has no YAML for the store to keep", nameof(plan));
        }

        Provenance provenance = new(Version, plan.Inputs, $"accel sweep {plan.Definition.Name}");
        SweepSession session = new(plan, provenance, folder, TimeProvider.System);
        SweepResult result = session.Run(resume, Threads(jobs), progress, cancellation);
        if (result.IsComplete)
        {
            using ResultStore store = ResultStore.Open(folder);
            SweepSession.WriteReport(store, plan, folder);
        }

        return result;
    }

    private static string Version { get; } = typeof(PlanExploration).Assembly.GetName().Version!.ToString(3);

    private static int Threads(int jobs) => jobs == 0 ? Environment.ProcessorCount : jobs;

    /// <summary>Reduces the points to their front as they come.</summary>
    private sealed class FrontSink(SweepDefinition definition, Action<PointBatch>? visit) : IResultSink
    {
        private readonly FrontBuilder _front = new(definition);

        public IReadOnlyList<SweepPoint> Front => _front.Build();

        public void Write(PointBatch batch)
        {
            for (int point = 0; point < batch.Count; point++)
            {
                if (batch.Reasons[point] is null)
                {
                    _front.Add(batch.Indices[point], batch.Metrics(point));
                }
            }

            visit?.Invoke(batch);
        }

        public void Flush()
        {
        }
    }
}
