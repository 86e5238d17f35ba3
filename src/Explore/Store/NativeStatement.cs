using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Accel.Explore.Store;

/// <summary>A prepared statement for hot loops: ADO.NET boxes every number, and checks each of its calls.</summary>
/// <remarks>
/// The functions that only set or fetch a number return in some nanoseconds and call nobody back, so they are called
/// without telling the garbage collector.
/// </remarks>
internal sealed partial class NativeStatement : IDisposable
{
    private const string Library = "e_sqlite3";

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _owner;
    private readonly nint _statement;

    public NativeStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("the store is not open");
        Check(raw.sqlite3_prepare_v2(_database, sql, out _owner));
        _statement = _owner.DangerousGetHandle();
    }

    /// <summary>Goes to the next row, or does what the statement does.</summary>
    /// <returns>Whether there is a row.</returns>
    public bool Step()
    {
        int outcome = StepNative(_statement);
        if (outcome == raw.SQLITE_ROW)
        {
            return true;
        }

        if (outcome != raw.SQLITE_DONE)
        {
            Check(outcome);
        }

        return false;
    }

    public void Reset() => Check(ResetNative(_statement));

    public bool IsNull(int column) => ColumnType(_statement, column) == raw.SQLITE_NULL;

    public long Long(int column) => ColumnLong(_statement, column);

    /// <summary>A number, NaN for NULL.</summary>
    /// <exception cref="InvalidCastException">The column holds something else.</exception>
    public double Double(int column)
    {
        int type = ColumnType(_statement, column);
        return type == raw.SQLITE_FLOAT ? ColumnDouble(_statement, column)
            : type == raw.SQLITE_NULL ? double.NaN
            : throw new InvalidCastException("a metric is no number");
    }

    /// <param name="place">From 1.</param>
    public void Bind(int place, long value) => Check(BindLong(_statement, place, value));

    /// <remarks>SQLite takes NaN for NULL.</remarks>
    public void Bind(int place, double value) => Check(BindDouble(_statement, place, value));

    public void BindNull(int place) => Check(BindNullNative(_statement, place));

    public void Dispose() => _owner.Dispose();

    private void Check(int outcome)
    {
        if (outcome != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), outcome & 0xFF, outcome);
        }
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    private static partial int StepNative(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    private static partial int ResetNative(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type")]
    [SuppressGCTransition]
    private static partial int ColumnType(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    [SuppressGCTransition]
    private static partial long ColumnLong(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_double")]
    [SuppressGCTransition]
    private static partial double ColumnDouble(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    [SuppressGCTransition]
    private static partial int BindLong(nint statement, int place, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_double")]
    [SuppressGCTransition]
    private static partial int BindDouble(nint statement, int place, double value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null")]
    [SuppressGCTransition]
    private static partial int BindNullNative(nint statement, int place);
}
