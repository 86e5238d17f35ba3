using Accel.Explore.Pareto;

namespace Accel.Explore.Search;

/// <summary>The front of a search and its hypervolume, wave by wave.</summary>
/// <remarks>
/// Objectives are scaled so that the best value on the final front is 0 and the worst 1 (an objective that does not
/// vary there: in its own unit, from 0); the reference point is 1.1 everywhere, so that the ends of the front count.
/// With k objectives no front reaches more than 1.1^k. Of more than a hundred waves a hundred are computed, evenly
/// spread, the last among them; a hypervolume that takes too long is left out, by a count of steps that is the same on
/// any machine.
/// </remarks>
public static class SearchTrace
{
    /// <summary>The reference point, after scaling.</summary>
    public const double Reference = 1.1;

    private const int MostHypervolumes = 100;

    /// <summary>About half a second.</summary>
    private const long MostWork = 50_000_000;

    /// <param name="archive">All results, in the order of evaluation.</param>
    /// <param name="ends">The archive's count after each wave.</param>
    public static IReadOnlyList<SearchWave> Of(SearchArchive archive, IReadOnlyList<int> ends)
    {
        List<int[]> fronts = [];
        int[] front = [];
        int first = 0;
        foreach (int end in ends)
        {
            front = Extend(archive, front, first, end);
            fronts.Add(front);
            first = end;
        }

        Scale scale = new(archive, front);
        List<SearchWave> waves = [];
        int feasible = 0;
        first = 0;
        for (int wave = 0; wave < ends.Count; wave++)
        {
            for (; first < ends[wave]; first++)
            {
                feasible += archive.IsFeasible(first) ? 1 : 0;
            }

            double volume = IsShown(wave, ends.Count) ? scale.Hypervolume(fronts[wave]) : double.NaN;
            waves.Add(new SearchWave(wave + 1, ends[wave], feasible, fronts[wave].Length, volume));
        }

        return waves;
    }

    private static bool IsShown(int wave, int waves) =>
        (long)(wave + 1) * MostHypervolumes / waves > (long)wave * MostHypervolumes / waves
        || waves <= MostHypervolumes;

    private static int[] Extend(SearchArchive archive, int[] front, int first, int end)
    {
        int[] candidates = [.. front, .. Enumerable.Range(first, end - first).Where(archive.IsFeasible)];
        double[] values = new double[candidates.Length * archive.ObjectiveCount];
        for (int i = 0; i < candidates.Length; i++)
        {
            archive.ObjectivesAt(candidates[i]).CopyTo(values.AsSpan(i * archive.ObjectiveCount));
        }

        return [.. ParetoFront.Find(values, archive.ObjectiveCount).Select(i => candidates[i])];
    }

    private sealed class Scale
    {
        private readonly SearchArchive _archive;
        private readonly double[] _best;
        private readonly double[] _extent;
        private readonly double[] _reference;

        public Scale(SearchArchive archive, int[] front)
        {
            _archive = archive;
            _best = new double[archive.ObjectiveCount];
            _extent = new double[archive.ObjectiveCount];
            _reference = [.. Enumerable.Repeat(Reference, archive.ObjectiveCount)];
            for (int objective = 0; objective < _best.Length && front.Length > 0; objective++)
            {
                _best[objective] = front.Min(row => archive.ObjectivesAt(row)[objective]);
                double extent = front.Max(row => archive.ObjectivesAt(row)[objective]) - _best[objective];
                _extent[objective] = extent > 0 ? extent : 1;
            }
        }

        public double Hypervolume(int[] front)
        {
            double[] values = new double[front.Length * _best.Length];
            for (int i = 0; i < front.Length; i++)
            {
                ReadOnlySpan<double> row = _archive.ObjectivesAt(front[i]);
                for (int objective = 0; objective < _best.Length; objective++)
                {
                    values[(i * _best.Length) + objective] = (row[objective] - _best[objective]) / _extent[objective];
                }
            }

            return Pareto.Hypervolume.Of(values, _reference, MostWork);
        }
    }
}
