using Accel.Explore.Pareto;
using Accel.Explore.Search;
using Accel.Explore.Sweeps;
using Microsoft.Data.Sqlite;

namespace Accel.Explore.Store;

/// <summary>The results of a sweep, to be read; no one writes them meanwhile.</summary>
/// <remarks>Every failure of the file is an <c>InputException</c>.</remarks>
public sealed class ResultStore : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<long, InfeasibleReason> _reasons;

    private ResultStore(string path, SqliteConnection connection)
    {
        Path = path;
        _connection = connection;

        // One transaction as long as the store is open: nobody writes between two looks at it.
        StoreFile.Execute(connection, "PRAGMA query_only = ON; BEGIN");
        RequireLength(path, connection);
        Definition = StoreTables.ReadDefinition(connection);
        Provenance = StoreTables.ReadProvenance(connection);
        _reasons = StoreTables.ReadReasons(connection);
        StoreTables.RequireSeal(connection, Definition, Provenance);
        Waves = StoreWaves.Read(connection);
        Progress = StoreProgress.Read(connection);
    }

    /// <summary>The store's file.</summary>
    public string Path { get; }

    public SweepDefinition Definition { get; }

    public Provenance Provenance { get; }

    /// <summary>How far a complete search was after each of its waves; empty for other sweeps.</summary>
    public IReadOnlyList<SearchWave> Waves { get; }

    /// <summary>Points evaluated: the first so many of <see cref="Part"/>.</summary>
    public long Count => Progress.Done;

    public long FeasibleCount => Progress.Feasible;

    /// <summary>What of the sweep the store holds when it is complete.</summary>
    public SweepPart Part => Progress.Part;

    /// <summary>Whether every point of <see cref="Part"/> is there.</summary>
    public bool IsComplete => Progress.IsComplete;

    internal StoreProgress Progress { get; }

    /// <summary>Opens the store of an output folder.</summary>
    /// <exception cref="Arch.Diagnostics.InputException">It is missing, damaged, not ours or in use.</exception>
    public static ResultStore Open(string folder)
    {
        string path = StoreFile.PathIn(folder);
        return StoreErrors.GuardContent(path, () =>
        {
            SqliteConnection connection = StoreFile.OpenExisting(path);
            try
            {
                return new ResultStore(path, connection);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        });
    }

    /// <summary>Goes through all points with all metrics.</summary>
    public PointCursor Read() => Read([.. Enumerable.Range(0, Definition.Metrics.Count)], onlyFeasible: false);

    /// <summary>Goes through all points, or the feasible ones, with some of their metrics.</summary>
    /// <param name="metrics">Indices of metrics in the definition.</param>
    public PointCursor Read(ReadOnlySpan<int> metrics, bool onlyFeasible) =>
        new(Path, _connection, Definition, Progress, _reasons, metrics, onlyFeasible);

    /// <summary>All points, ascending by number, read as they are asked for; each one an object.</summary>
    public IEnumerable<SweepPoint> Points()
    {
        using PointCursor cursor = Read();
        while (cursor.Next())
        {
            yield return new SweepPoint(cursor.Index, cursor.Metrics.ToArray(), cursor.Reason);
        }
    }

    /// <summary>The Pareto front of the feasible points, ascending by number.</summary>
    /// <remarks>Reads the objectives of all points, and the other metrics of those on the front.</remarks>
    public IReadOnlyList<SweepPoint> Front()
    {
        int objectives = Definition.Objectives.Count;
        FrontCollector<long> front = new(objectives);
        double[] oriented = new double[objectives];
        using PointCursor cursor = Read([.. Definition.ObjectiveIndices], onlyFeasible: true);
        while (cursor.Next())
        {
            for (int objective = 0; objective < objectives; objective++)
            {
                oriented[objective] = Definition.Objectives[objective].Oriented(cursor.Metrics[objective]);
            }

            if (!front.IsDominated(oriented))
            {
                front.Add(oriented, cursor.Index);
            }
        }

        using PointLookup lookup = new(Path, _connection, Definition);
        return [.. front.Build().Order().Select(lookup.Feasible)];
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>SQLite takes what a truncated file lacks for zeros.</summary>
    private static void RequireLength(string path, SqliteConnection connection)
    {
        long due = StoreFile.Scalar(connection, "PRAGMA page_count") * StoreFile.Scalar(connection, "PRAGMA page_size");
        long found = new FileInfo(path).Length;
        if (found != due)
        {
            throw new FormatException($"it has {found} bytes where {due} were written");
        }
    }

    /// <summary>Reads every row: damage must come to light before more is written behind it.</summary>
    /// <exception cref="Arch.Diagnostics.InputException">The rows are not those that were written.</exception>
    internal void RequireWhole()
    {
        using PointCursor cursor = Read();
        while (cursor.Next())
        {
        }
    }
}
