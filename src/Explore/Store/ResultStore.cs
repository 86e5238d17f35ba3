using Accel.Explore.Pareto;
using Accel.Explore.Search;
using Accel.Explore.Sweeps;
using Microsoft.Data.Sqlite;

namespace Accel.Explore.Store;

/// <summary>The results of a sweep, to be read. Every failure of the file is an <c>InputException</c>.</summary>
public sealed class ResultStore : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<long, InfeasibleReason> _reasons;

    private ResultStore(string path, SqliteConnection connection)
    {
        Path = path;
        _connection = connection;
        Definition = StoreTables.ReadDefinition(connection);
        Provenance = StoreTables.ReadProvenance(connection);
        _reasons = StoreTables.ReadReasons(connection);
        Waves = StoreWaves.Read(connection);
        Count = StoreFile.Scalar(connection, "SELECT count(*) FROM points");
        FeasibleCount = StoreFile.Scalar(connection, "SELECT count(*) FROM points WHERE reason_id IS NULL");
    }

    /// <summary>The store's file.</summary>
    public string Path { get; }

    public SweepDefinition Definition { get; }

    public Provenance Provenance { get; }

    /// <summary>How far a complete search was after each of its waves; empty for other sweeps.</summary>
    public IReadOnlyList<SearchWave> Waves { get; }

    /// <summary>Points evaluated.</summary>
    public long Count { get; }

    public long FeasibleCount { get; }

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
                StoreFile.Execute(connection, "PRAGMA query_only = ON");
                return new ResultStore(path, connection);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        });
    }

    /// <summary>All points, ascending by number, read as they are asked for.</summary>
    public IEnumerable<SweepPoint> Points()
    {
        using SqliteCommand command = _connection.CreateCommand();
        string metrics = string.Concat(Definition.Metrics.Select(metric => ", " + StoreFile.Quote(metric.Name)));
        command.CommandText = $"SELECT point_id, reason_id{metrics} FROM points ORDER BY point_id";
        using SqliteDataReader reader = StoreErrors.GuardContent(Path, command.ExecuteReader);
        Func<SweepPoint?> next = () => reader.Read() ? Read(reader) : null;
        while (StoreErrors.GuardContent(Path, next) is { } point)
        {
            yield return point;
        }
    }

    /// <summary>The Pareto front of the feasible points, ascending by number.</summary>
    public IReadOnlyList<SweepPoint> Front()
    {
        FrontBuilder front = new(Definition);
        foreach (SweepPoint point in Points())
        {
            front.Add(point);
        }

        return front.Build();
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>The points that are there, as ascending, disjoint ranges.</summary>
    public IReadOnlyList<IndexRange> DoneRanges()
    {
        return StoreErrors.GuardContent(Path, () =>
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText = "SELECT point_id FROM points ORDER BY point_id";
            using SqliteDataReader reader = command.ExecuteReader();
            List<IndexRange> ranges = [];
            while (reader.Read())
            {
                long index = reader.GetInt64(0);
                if (ranges.Count > 0 && ranges[^1].End == index)
                {
                    ranges[^1] = ranges[^1] with { End = index + 1 };
                }
                else
                {
                    ranges.Add(new IndexRange(index, index + 1));
                }
            }

            return ranges;
        });
    }

    /// <summary>Reads every page of the file: damage must come to light before more is written behind it.</summary>
    internal void RequireWhole()
    {
        string verdict = StoreErrors.GuardContent(Path, () =>
            StoreFile.Rows(_connection, "PRAGMA quick_check(1)", row => row.GetString(0))[0]);
        if (verdict != "ok")
        {
            throw StoreErrors.Error(Path, $"the result store is damaged ({verdict})");
        }
    }

    private SweepPoint Read(SqliteDataReader reader)
    {
        double[] metrics = new double[Definition.Metrics.Count];
        for (int metric = 0; metric < metrics.Length; metric++)
        {
            metrics[metric] = reader.IsDBNull(metric + 2) ? double.NaN : reader.GetDouble(metric + 2);
        }

        InfeasibleReason? reason = null;
        if (!reader.IsDBNull(1) && !_reasons.TryGetValue(reader.GetInt64(1), out reason))
        {
            throw new FormatException("a point has a reason that is not in the table of reasons");
        }

        long index = reader.GetInt64(0);
        return index >= 0 && index < Definition.Space.Count
            ? new SweepPoint(index, metrics, reason)
            : throw new FormatException("a point lies outside the space of its sweep");
    }
}
