using Accel.Arch.Diagnostics;
using Accel.Explore.Sweeps;
using Microsoft.Data.Sqlite;
using static Accel.Explore.Store.StoreFile;

namespace Accel.Explore.Store;

/// <summary>Joins the stores of a sweep's shards into the store that one process would have written.</summary>
public static class ShardMerge
{
    private const int ReportEvery = 1 << 16;

    /// <summary>Joins complete shards, given in any order, into a new store.</summary>
    /// <remarks>
    /// Rows are copied once, in order, in bounded memory. The store appears in its folder when it is whole; the shards
    /// are only read.
    /// </remarks>
    /// <param name="accelVersion">The version that merges: it must be the one that swept.</param>
    /// <exception cref="InputException">
    /// Shards are missing, incomplete, damaged, there twice or of different sweeps, or the folder has a store.
    /// </exception>
    /// <exception cref="SinkFailedException">The new store cannot be written, be it that the disk is full.</exception>
    public static void Run(IReadOnlyList<string> folders, string output, string accelVersion, TimeProvider time,
        IProgress<SweepProgress>? progress = null, CancellationToken cancellation = default)
    {
        ShardSet shards = ShardSet.Open(folders, accelVersion);
        StoreProgress empty = new(shards.Whole, 0, 0, 0);
        string path = PathIn(output);
        using StoreCreation creation = StoreErrors.Guard(path, () =>
            StoreCreation.Start(output, shards.Definition, shards.Provenance, empty));
        using (SqliteConnection connection = Open(creation.Unfinished, SqliteOpenMode.ReadWrite))
        using (RowWriter rows = StoreErrors.Guard(path, () => Begin(connection, shards.Definition)))
        {
            Meter meter = new(shards.Whole.Total ?? 0, time, progress);
            foreach ((string folder, StoreProgress seen) in shards.Shards)
            {
                Copy(folder, seen, rows, meter, path, cancellation);
            }

            OrFail(path, () =>
            {
                rows.SaveProgress();
                Execute(connection, "COMMIT");
                CanonicalHeader.Write(creation.Handle);
            });
            meter.Report(rows.Progress);
        }

        OrFail(path, creation.Finish);
    }

    private static RowWriter Begin(SqliteConnection connection, SweepDefinition definition)
    {
        // An unfinished file is thrown away, so nothing has to be taken back; it is made durable by the last commit.
        Execute(connection, """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = FULL;
            PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA foreign_keys = OFF;
            PRAGMA cache_size = -16384;
            BEGIN EXCLUSIVE;
            """);
        return new RowWriter(connection, definition);
    }

    private static void Copy(string folder, StoreProgress seen, RowWriter rows, Meter meter, string path,
        CancellationToken cancellation)
    {
        using ResultStore store = ResultStore.Open(folder);
        if (store.Progress != seen)
        {
            throw StoreErrors.Error(store.Path, "the results have changed while they were merged");
        }

        using PointCursor cursor = store.Read();
        while (cursor.Next())
        {
            try
            {
                rows.Add(cursor.Index, cursor.Reason, cursor.Metrics);
            }
            catch (SqliteException failure)
            {
                throw new SinkFailedException(StoreErrors.OfSqlite(path, failure));
            }

            if (rows.Progress.Done % ReportEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                meter.Report(rows.Progress);
            }
        }
    }

    private static void OrFail(string path, Action action)
    {
        try
        {
            StoreErrors.Guard(path, action);
        }
        catch (InputException failure)
        {
            throw new SinkFailedException(failure);
        }
    }

    private sealed class Meter(long total, TimeProvider time, IProgress<SweepProgress>? progress)
    {
        private readonly long _start = time.GetTimestamp();

        public void Report(StoreProgress done) => progress?.Report(new SweepProgress(
            done.Done, total, done.Feasible, done.Done / Math.Max(time.GetElapsedTime(_start).TotalSeconds, 1e-9)));
    }
}
