using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Accel.Explore.Store;

/// <summary>The file that holds a sweep's results, and how it is opened.</summary>
/// <remarks>
/// A rollback journal, not a write-ahead log: rows are only ever appended, so that a commit writes each page once, and
/// when the writer closes, one file is left that can be copied anywhere. After a kill or a power cut the next one to
/// open the file takes the half-written batch back.
/// </remarks>
internal static class StoreFile
{
    /// <summary>The name of the store in a sweep's output folder.</summary>
    public const string Name = "results.sqlite";

    /// <summary>Raised whenever the tables change their meaning; kept in SQLite's <c>user_version</c>.</summary>
    public const int SchemaVersion = 3;

    /// <summary>Bytes of a page.</summary>
    public const int PageSize = 16384;

    /// <summary>Marks the file as ours: "ACCL" in SQLite's <c>application_id</c>.</summary>
    public const int OurMark = 0x4143434C;

    /// <summary>SQLITE_CONFIG_MULTITHREAD: https://sqlite.org/c3ref/c_config_covering_index_scan.html</summary>
    private const int MultiThread = 2;

    private static readonly Lazy<bool> NativeLibrary = new(() =>
    {
        SQLitePCL.Batteries_V2.Init();

        // No connection is used by two threads at once, so none needs a lock around each of its functions. It is only
        // speed: where SQLite is at work already, in a program that uses Accel, it refuses and keeps its locks.
        return SQLitePCL.raw.sqlite3_config(MultiThread) == SQLitePCL.raw.SQLITE_OK;
    });

    public static string PathIn(string folder) => Path.Combine(folder, Name);

    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        _ = NativeLibrary.Value;
        SqliteConnectionStringBuilder settings = new()
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 1,
        };
        SqliteConnection connection = new(settings.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens an existing store and makes sure that it is one that this version reads.</summary>
    /// <remarks>Even a reader opens it for writing where it may, to take back what a killed writer left.</remarks>
    public static SqliteConnection OpenExisting(string path)
    {
        if (!File.Exists(path))
        {
            throw StoreErrors.Error(path, "there is no result store here", "accel sweep SWEEP --out DIR makes one");
        }

        SqliteConnection connection = Open(path, SqliteOpenMode.ReadWrite);
        try
        {
            long application = Scalar(connection, "PRAGMA application_id");
            long version = Scalar(connection, "PRAGMA user_version");
            if (application != OurMark)
            {
                throw StoreErrors.Error(path, "the file is a database, but not a result store of Accel");
            }

            if (version != SchemaVersion)
            {
                string found = string.Create(CultureInfo.InvariantCulture,
                    $"the store has version {version} of the tables; this program reads version {SchemaVersion}");
                throw StoreErrors.Error(path, found, "use the version of Accel that wrote it, or sweep again");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = Command(connection, sql, values);
        command.ExecuteNonQuery();
    }

    public static long Scalar(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = Command(connection, sql);
        return (long)(command.ExecuteScalar() ?? throw new InvalidOperationException($"no result of {sql}"));
    }

    /// <summary>The rows of a query, each turned into a value.</summary>
    public static List<T> Rows<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read)
    {
        using SqliteCommand command = Command(connection, sql);
        using SqliteDataReader reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>An identifier as SQL writes it: metrics and axis paths carry hyphens and dots.</summary>
    public static string Quote(string identifier) =>
        $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A command whose parameters are <c>$0</c>, <c>$1</c>, ...</summary>
    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i}", values[i] ?? DBNull.Value);
        }

        return command;
    }
}
