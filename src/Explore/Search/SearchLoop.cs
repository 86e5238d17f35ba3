using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>Runs a search: wave by wave, the points that it asks for, until it asks for no more.</summary>
/// <remarks>
/// A search that was stopped is run again from its beginning, with the results that are there in place of evaluations.
/// Since it follows from its settings and the results alone, it asks for the same points again and then goes on.
/// </remarks>
/// <param name="evaluators">Makes one evaluator for each thread, on that thread.</param>
/// <param name="time">The clock behind rates and progress; it never changes a result.</param>
public sealed class SearchLoop(SweepDefinition definition, Func<IPointEvaluator> evaluators, TimeProvider time)
{
    private readonly SearchArchive _archive = new(definition);
    private readonly List<int> _ends = [];

    /// <summary>The results so far, in the order of evaluation.</summary>
    public SearchArchive Archive => _archive;

    /// <summary>How many of the stored results the search has asked for.</summary>
    public int Replayed { get; private set; }

    /// <summary>The waves, once the search is complete.</summary>
    public IReadOnlyList<SearchWave> Waves() => SearchTrace.Of(_archive, _ends);

    /// <summary>Runs a search to its end or until it is cancelled.</summary>
    /// <param name="stored">
    /// Results of earlier runs, or null. A complete search that has not asked for all of them was another one:
    /// <see cref="Replayed"/>.
    /// </param>
    /// <returns>Counts are of this run alone, without stored results.</returns>
    /// <exception cref="SweepFailedException">An evaluator threw; the points before it are kept.</exception>
    public SweepResult Run(
        SearchSettings settings,
        SearchArchive? stored,
        int jobs,
        IResultSink sink,
        IProgress<SweepProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ISearch search = settings.Begin(definition)
            ?? throw new ArgumentException($"{settings.Kind} does not go in waves", nameof(settings));
        long start = time.GetTimestamp();
        WaveProgress? listener = progress is null
            ? null
            : new WaveProgress(progress, settings.MostPoints(definition.Space), time) { Replayed = stored?.Count ?? 0 };
        EvaluatorPool pool = new(evaluators);
        SweepRunner runner = new(definition, pool.Take, time);
        WaveSink waves = new(sink, time);
        (long evaluated, long feasible, bool isComplete) = (0, 0, true);
        while (isComplete && search.Next(_archive) is { Count: > 0 } wave)
        {
            long[] pending = [.. wave.Where(point => stored?.Contains(point) != true)];
            if (pending.Length > 0)
            {
                int known = wave.Count - pending.Length;
                SweepWork work = new(
                    PointRanges.Of(pending), _archive.Count + known, _archive.FeasibleCount);
                SweepResult result = runner.Run(work, jobs, waves, listener, cancellation);
                pool.Return();
                evaluated += result.Evaluated;
                feasible += result.Feasible;
                isComplete = result.IsComplete;
            }

            if (isComplete)
            {
                Learn(wave, waves.Take(), stored);
            }
        }

        sink.Flush();
        return new SweepResult(evaluated, feasible, time.GetElapsedTime(start), isComplete);
    }

    /// <summary>Takes a wave into the archive in its order, from this run's results and from stored ones.</summary>
    private void Learn(IReadOnlyList<long> wave, IReadOnlyList<SweepPoint> results, SearchArchive? stored)
    {
        int next = 0;
        foreach (long number in wave)
        {
            int row = stored?.Find(number) ?? -1;
            if (row < 0)
            {
                SweepPoint point = results[next++];
                _archive.Add(number, point.Reason, [.. point.Metrics]);
            }
            else
            {
                _archive.Add(stored!, row);
                Replayed++;
            }
        }

        _ends.Add(_archive.Count);
    }
}
