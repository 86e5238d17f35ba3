using Accel.Arch.Diagnostics;
using Accel.Explore.Search;
using Accel.Explore.Sweeps;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;
using static Accel.Explore.Store.StoreFile;

namespace Accel.Explore.Store;

/// <summary>Writes a sweep's results into the store of an output folder.</summary>
/// <remarks>
/// Points are committed every quarter second, sooner at first, and when results pause: a kill or a power cut loses
/// little more than that. One writer holds the file alone until it is disposed. The file of a complete store is the
/// same, byte for byte, whatever kills, resumptions and pauses it saw.
/// </remarks>
public sealed class ResultWriter : IResultSink, IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);

    /// <summary>The first wait; each is twice the last, so that a run gets ahead even if it is killed every time.
    /// </summary>
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(62.5);

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly SqliteConnection _connection;
    private readonly SafeFileHandle _file;
    private readonly RowWriter _rows;
    private TimeSpan _wait = FirstWait;
    private long _started;
    private bool _inTransaction;
    private bool _failed;

    private ResultWriter(string path, SweepDefinition definition, SqliteConnection connection, SafeFileHandle file,
        TimeProvider time)
    {
        _path = path;
        _time = time;
        _connection = connection;
        _file = file;
        _rows = new RowWriter(connection, definition);
    }

    /// <summary>Makes a new store in a folder, which is made when it is missing.</summary>
    /// <param name="time">The clock behind the quarter second.</param>
    /// <param name="part">What the store is to hold; null for all points of the space.</param>
    /// <exception cref="InputException">
    /// The folder has a store already, or cannot be written (<see cref="DiagnosticCodes.Store"/>).
    /// </exception>
    public static ResultWriter Create(string folder, SweepDefinition definition, Provenance provenance,
        TimeProvider time, SweepPart? part = null)
    {
        string path = PathIn(folder);
        return StoreErrors.Guard(path, () =>
        {
            StoreProgress progress = new(part ?? SweepPart.All(definition.Space), 0, 0, 0);
            using (StoreCreation creation = StoreCreation.Start(folder, definition, provenance, progress))
            {
                creation.Finish();
            }

            return Attach(path, definition, time);
        });
    }

    /// <summary>Opens the store of a sweep that was interrupted, to go on with it.</summary>
    /// <param name="work">What is left to do.</param>
    /// <param name="part">What the store is to hold when it is complete; null for all points of the space.</param>
    /// <param name="points">The sweep's points in order; null for all of the space.</param>
    /// <exception cref="InputException">
    /// The store is missing, damaged, not ours, in use, or holds another sweep: other inputs, another part or another
    /// version.
    /// </exception>
    public static ResultWriter Resume(string folder, SweepDefinition definition, Provenance provenance,
        TimeProvider time, out SweepWork work, SweepPart? part = null, PointOrder? points = null)
    {
        string path = PathIn(folder);
        using (ResultStore store = ResultStore.Open(folder))
        {
            StoreMatch.Require(store, definition, provenance);
            SweepPart due = part ?? SweepPart.All(definition.Space);
            StoreMatch.Require(store, due);
            store.RequireWhole();
            work = SweepWork.Remaining(
                points ?? PointOrder.All(definition.Space), due, store.Count, store.FeasibleCount);
        }

        return AttachTo(path, definition, time, work.AlreadyDone);
    }

    /// <summary>Opens the store of a search that was interrupted, to go on with it.</summary>
    /// <param name="stored">All its results: a search is run again over them.</param>
    /// <exception cref="InputException">As for <see cref="Resume"/>.</exception>
    public static ResultWriter ResumeSearch(string folder, SweepDefinition definition, Provenance provenance,
        TimeProvider time, out SearchArchive stored)
    {
        string path = PathIn(folder);
        using (ResultStore store = ResultStore.Open(folder))
        {
            StoreMatch.Require(store, definition, provenance);
            StoreMatch.Require(store, SweepPart.Search);
            stored = StoreErrors.GuardContent(path, () => Read(store));
        }

        return AttachTo(path, definition, time, stored.Count);
    }

    /// <inheritdoc/>
    public void Write(PointBatch batch)
    {
        Guard(() =>
        {
            Begin();
            for (int point = 0; point < batch.Count; point++)
            {
                _rows.Add(batch.Indices[point], batch.Reasons[point], batch.Metrics(point));
            }

            if (_time.GetElapsedTime(_started) >= _wait)
            {
                Commit();
                _wait = _wait * 2 < LongestWait ? _wait * 2 : LongestWait;
            }
        });
    }

    /// <inheritdoc/>
    public void Flush() => Guard(() =>
    {
        Commit();
        if (_rows.Progress.IsComplete)
        {
            CanonicalHeader.Write(_file);
        }
    });

    /// <summary>Says that a search is done: the store is complete with the points that it has.</summary>
    /// <param name="waves">How far it was after each wave; kept in the same transaction.</param>
    public void Complete(IReadOnlyList<SearchWave>? waves = null)
    {
        Guard(() =>
        {
            if (!_rows.Progress.IsComplete)
            {
                Begin();
                StoreWaves.Write(_connection, waves ?? []);
                _rows.End();
            }
        });
        Flush();
    }

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
            _rows.Dispose();
            _connection.Dispose();
            _file.Dispose();
        }
    }

    /// <exception cref="ArgumentException">A damaged store has a point twice.</exception>
    private static SearchArchive Read(ResultStore store)
    {
        SearchArchive archive = new(store.Definition);
        using PointCursor cursor = store.Read();
        while (cursor.Next())
        {
            archive.Add(cursor.Index, cursor.Reason, cursor.Metrics);
        }

        return archive;
    }

    /// <summary>Takes a store that was looked at just now, unless another process was faster.</summary>
    private static ResultWriter AttachTo(string path, SweepDefinition definition, TimeProvider time, long seen)
    {
        ResultWriter writer = StoreErrors.Guard(path, () => Attach(path, definition, time));
        if (writer._rows.Progress.Done != seen)
        {
            writer.Dispose();
            throw StoreErrors.InUse(path);
        }

        return writer;
    }

    private static ResultWriter Attach(string path, SweepDefinition definition, TimeProvider time)
    {
        SqliteConnection connection = OpenExisting(path);
        SafeFileHandle? file = null;
        try
        {
            Execute(connection, """
                PRAGMA journal_mode = DELETE;
                PRAGMA synchronous = FULL;
                PRAGMA locking_mode = EXCLUSIVE;
                PRAGMA foreign_keys = OFF;
                PRAGMA cache_size = -16384;
                BEGIN EXCLUSIVE;
                COMMIT;
                """);

            // Opened once the locks are ours, and closed after them: closing any handle drops a process's locks.
            file = File.OpenHandle(
                path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

            // A kill in the midst of giving the store its name may have left it both.
            File.Delete(StoreCreation.UnfinishedOf(path));
            return new ResultWriter(path, definition, connection, file, time);
        }
        catch
        {
            connection.Dispose();
            file?.Dispose();
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
            _rows.SaveProgress();
            Execute(_connection, "COMMIT");
            _inTransaction = false;
        }
    }

    /// <exception cref="SinkFailedException">The disk is full or fails: the run cannot go on.</exception>
    private void Guard(Action action)
    {
        ObjectDisposedException.ThrowIf(_failed, this);
        _failed = true;
        try
        {
            StoreErrors.Guard(_path, action);
        }
        catch (InputException failure)
        {
            throw new SinkFailedException(failure);
        }

        _failed = false;
    }
}
