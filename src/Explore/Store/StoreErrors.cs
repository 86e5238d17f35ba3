using Accel.Arch.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Accel.Explore.Store;

/// <summary>Turns what SQLite and the file system say into diagnostics about the store.</summary>
internal static class StoreErrors
{
    // Primary result codes: https://sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;

    public static InputException Error(string path, string message, string? hint = null) =>
        new(DiagnosticCodes.Store, new SourceLocation(path), message, hint);

    public static void Guard(string path, Action action) => Guard(path, () =>
    {
        action();
        return true;
    });

    /// <summary>Does something with the store's file.</summary>
    /// <exception cref="InputException">It failed for a reason that lies with the file or its folder.</exception>
    public static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException exception)
        {
            throw OfSqlite(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Error(path, exception.Message);
        }
    }

    /// <summary>Reads content that this program wrote: what makes no sense now means a damaged file.</summary>
    /// <exception cref="InputException">The file, its folder or its content is at fault.</exception>
    public static T GuardContent<T>(string path, Func<T> read)
    {
        try
        {
            return Guard(path, read);
        }
        catch (Exception exception) when (exception is FormatException or InvalidCastException or ArgumentException
            or OverflowException or (InvalidOperationException and not ObjectDisposedException))
        {
            throw OfContent(path, exception);
        }
    }

    /// <summary>The diagnostic of what went wrong while content was read.</summary>
    public static InputException OfContent(string path, Exception exception) => exception is SqliteException sqlite
        ? OfSqlite(path, sqlite)
        : Error(path, $"the result store is damaged: {exception.Message}");

    public static InputException InUse(string path) =>
        Error(path, "the result store is in use by another process", "wait until the other sweep has ended");

    public static InputException OfSqlite(string path, SqliteException exception) =>
        exception.SqliteErrorCode is Busy or Locked ? InUse(path) : Error(path, Explain(exception), Hint(exception));

    private static string Explain(SqliteException exception) => exception.SqliteErrorCode switch
    {
        ReadOnly => "the result store, or its folder, is read-only",
        InputOutput => $"the result store cannot be read or written ({exception.Message})",
        Full => "the disk is full",
        CannotOpen => "the result store cannot be opened; its folder may be missing or closed to this user",
        _ => $"the file is damaged or is not a result store ({exception.Message})",
    };

    private static string? Hint(SqliteException exception) => exception.SqliteErrorCode switch
    {
        Full or InputOutput => "once the disk can be written again, --resume goes on",
        _ => null,
    };
}
