using Accel.Arch.Diagnostics;
using Accel.Explore.Pareto;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Store;

/// <summary>The exact Pareto front of a sweep from the stores of its shards, without joining them.</summary>
/// <remarks>
/// A point of the whole sweep's front is on the front of its own shard, so the front of all is that of the shards'
/// fronts. Each shard is read once, several at a time, and only the fronts are held in memory.
/// </remarks>
/// <param name="Definition">The sweep.</param>
/// <param name="Points">Points evaluated in all shards.</param>
/// <param name="Feasible">How many of them are feasible.</param>
/// <param name="Front">The front, ascending by number.</param>
public sealed record ShardFront(
    SweepDefinition Definition, long Points, long Feasible, IReadOnlyList<SweepPoint> Front)
{
    /// <summary>The file of the front in a folder: the columns of <c>accel export</c>.</summary>
    public const string FileName = "front.csv";

    /// <summary>Reads complete shards, given in any order.</summary>
    /// <param name="accelVersion">The version that reads: it must be the one that swept.</param>
    /// <param name="jobs">Shards that are read at once.</param>
    /// <exception cref="InputException">Shards are missing, incomplete, damaged, there twice or of different sweeps.
    /// </exception>
    public static ShardFront Read(
        IReadOnlyList<string> folders, string accelVersion, int jobs, CancellationToken cancellation = default)
    {
        ShardSet set = ShardSet.Open(folders, accelVersion);
        (string Folder, StoreProgress Progress)[] shards = [.. set.Shards];
        IReadOnlyList<SweepPoint>[] fronts = new IReadOnlyList<SweepPoint>[shards.Length];
        InputException?[] refusals = new InputException?[shards.Length];
        ParallelOptions options = new() { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        Parallel.For(0, shards.Length, options, shard =>
        {
            try
            {
                using ResultStore store = ResultStore.Open(shards[shard].Folder);
                fronts[shard] = store.Progress == shards[shard].Progress ? store.Front()
                    : throw StoreErrors.Error(store.Path, "the results have changed while they were read");
            }
            catch (InputException refusal)
            {
                refusals[shard] = refusal;
            }
        });
        Diagnostic[] wrong = [.. refusals.OfType<InputException>().SelectMany(refusal => refusal.Diagnostics)];
        if (wrong.Length > 0)
        {
            throw new InputException(wrong);
        }

        FrontBuilder front = new(set.Definition);
        foreach (SweepPoint point in fronts.SelectMany(points => points))
        {
            front.Add(point);
        }

        return new ShardFront(set.Definition, shards.Sum(shard => shard.Progress.Done),
            shards.Sum(shard => shard.Progress.Feasible), front.Build());
    }

    /// <summary>Writes the front into a folder.</summary>
    /// <returns>The file's path.</returns>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public string Write(string folder)
    {
        string path = Path.Combine(folder, FileName);
        StoreErrors.Guard(path, () => Directory.CreateDirectory(folder));
        CsvExport.Write(Definition, Front, path);
        return path;
    }
}
