using Accel.Explore.Sweeps;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Accel.Explore.Store;

/// <summary>The prepared statement that adds a point.</summary>
/// <remarks>It is bound through SQLite's own functions, because ADO.NET's parameters box every number.</remarks>
internal sealed class PointInsert : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public PointInsert(SqliteConnection connection, SweepDefinition definition)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("the store is not open");
        string places = string.Concat(Enumerable.Repeat(", ?", definition.Metrics.Count));
        Check(raw.sqlite3_prepare_v2(_database, $"INSERT INTO points VALUES (?, ?{places})", out _statement));
    }

    /// <param name="reason">The reason's number, or null for a feasible point.</param>
    public void Add(long index, long? reason, ReadOnlySpan<double> metrics)
    {
        Check(raw.sqlite3_bind_int64(_statement, 1, index));
        Check(reason is long id ? raw.sqlite3_bind_int64(_statement, 2, id) : raw.sqlite3_bind_null(_statement, 2));
        for (int metric = 0; metric < metrics.Length; metric++)
        {
            // SQLite stores NaN as NULL.
            Check(raw.sqlite3_bind_double(_statement, metric + 3, metrics[metric]));
        }

        int outcome = raw.sqlite3_step(_statement);
        int reset = raw.sqlite3_reset(_statement);
        Check(outcome == raw.SQLITE_DONE ? reset : outcome);
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int outcome)
    {
        if (outcome != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), outcome & 0xFF, outcome);
        }
    }
}
