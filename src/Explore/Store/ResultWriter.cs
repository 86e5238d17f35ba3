using Accel.Explore.Search;
using Accel.Explore.Sweeps;
using Microsoft.Data.Sqlite;
using static Accel.Explore.Store.StoreFile;

namespace Accel.Explore.Store;

/// <summary>Writes a sweep's results into the store of an output folder.</summary>
/// <remarks>
/// Points are committed every half second or 50,000 points, whichever comes first, and when results pause: a kill or a
/// power cut loses no more than that. One writer holds the file alone until it is disposed.
/// </remarks>
public sealed class ResultWriter : IResultSink, IDisposable
{
    private const int BatchPoints = 50_000;
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(500);

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly SqliteConnection _connection;
    private readonly PointInsert _insert;
    private readonly Dictionary<InfeasibleReason, long> _reasons;
    private long _started;
    private int _uncommitted;
    private bool _inTransaction;
    private bool _failed;

    private ResultWriter(string path, SweepDefinition definition, SqliteConnection connection, TimeProvider time)
    {
        _path = path;
        _time = time;
        _connection = connection;
        _reasons = StoreTables.ReadReasons(connection).ToDictionary(pair => pair.Value, pair => pair.Key);
        _insert = new PointInsert(connection, definition);
    }

    /// <summary>Makes a new store in a folder, which is made when it is missing.</summary>
    /// <param name="time">The clock behind the half second.</param>
    /// <exception cref="Arch.Diagnostics.InputException">
    /// The folder has a store already, or cannot be written (<see cref="Arch.Diagnostics.DiagnosticCodes.Store"/>).
    /// </exception>
    public static ResultWriter Create(
        string folder, SweepDefinition definition, Provenance provenance, TimeProvider time)
    {
        string path = PathIn(folder);
        return StoreErrors.Guard(path, () =>
        {
            RefuseExisting(path);
            Directory.CreateDirectory(folder);

            // Filled under another name, so that a file of the right name is a whole store whenever a kill comes.
            string unfinished = path + ".new";
            File.Delete(unfinished);
            using (SqliteConnection connection = Open(unfinished, SqliteOpenMode.ReadWriteCreate))
            {
                StoreTables.Create(connection, definition, provenance);
            }

            RefuseExisting(path);
            File.Move(unfinished, path);
            return Attach(path, definition, time);
        });
    }

    /// <summary>Opens the store of a sweep that was interrupted, to go on with it.</summary>
    /// <param name="work">What is left to do.</param>
    /// <param name="part">The part of the space to do; null for all of it.</param>
    /// <exception cref="Arch.Diagnostics.InputException">
    /// The store is missing, damaged, not ours, in use, or holds another sweep: other inputs or another version.
    /// </exception>
    public static ResultWriter Resume(
        string folder,
        SweepDefinition definition,
        Provenance provenance,
        TimeProvider time,
        out SweepWork work,
        IndexRange? part = null)
    {
        string path = PathIn(folder);
        using (ResultStore store = ResultStore.Open(folder))
        {
            StoreMatch.Require(store, definition, provenance);
            store.RequireWhole();
            work = SweepWork.Remaining(
                part ?? new IndexRange(0, definition.Space.Count), store.DoneRanges(), store.FeasibleCount);
        }

        return StoreErrors.Guard(path, () => Attach(path, definition, time));
    }

    /// <inheritdoc/>
    public void Write(PointBatch batch)
    {
        Guard(() =>
        {
            Begin();
            for (int point = 0; point < batch.Count; point++)
            {
                long? reason = batch.Reasons[point] is { } given ? ReasonId(given) : null;
                _insert.Add(batch.Indices[point], reason, batch.Metrics(point));
            }

            _uncommitted += batch.Count;
            if (_uncommitted >= BatchPoints || _time.GetElapsedTime(_started) >= BatchTime)
            {
                Commit();
            }
        });
    }

    /// <inheritdoc/>
    public void Flush() => Guard(Commit);

    /// <summary>Says that a search is done: the store is complete with the points that it has.</summary>
    public void Complete(IReadOnlyList<SearchWave> waves) => Guard(() =>
    {
        if (StoreWaves.Read(_connection).Count == 0)
        {
            Begin();
            StoreWaves.Write(_connection, waves);
        }

        Commit();
    });

    /// <summary>Commits what is left, unless writing failed before, and closes the file.</summary>
    public void Dispose()
    {
        try
        {
            if (!_failed)
            {
                Flush();
            }
        }
        finally
        {
            _insert.Dispose();
            _connection.Dispose();
        }
    }

    private static void RefuseExisting(string path)
    {
        if (File.Exists(path))
        {
            throw StoreErrors.Error(path, "the folder already holds results",
                "--resume goes on with them; another --out leaves them alone");
        }
    }

    private static ResultWriter Attach(string path, SweepDefinition definition, TimeProvider time)
    {
        SqliteConnection connection = OpenExisting(path);
        try
        {
            Execute(connection, """
                PRAGMA journal_mode = DELETE;
                PRAGMA synchronous = FULL;
                PRAGMA locking_mode = EXCLUSIVE;
                PRAGMA cache_size = -16384;
                BEGIN EXCLUSIVE;
                COMMIT;
                """);
            return new ResultWriter(path, definition, connection, time);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Begin()
    {
        if (!_inTransaction)
        {
            Execute(_connection, "BEGIN IMMEDIATE");
            _inTransaction = true;
            _started = _time.GetTimestamp();
        }
    }

    private void Commit()
    {
        if (_inTransaction)
        {
            Execute(_connection, "COMMIT");
            _inTransaction = false;
            _uncommitted = 0;
        }
    }

    private long ReasonId(InfeasibleReason reason)
    {
        if (!_reasons.TryGetValue(reason, out long id))
        {
            id = _reasons.Count + 1;
            Execute(_connection, "INSERT INTO reasons VALUES ($0, $1, $2)", id, reason.Metric, reason.Text);
            _reasons.Add(reason, id);
        }

        return id;
    }

    private void Guard(Action action)
    {
        _failed = true;
        StoreErrors.Guard(_path, action);
        _failed = false;
    }
}
