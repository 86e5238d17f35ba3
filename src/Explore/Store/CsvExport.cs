using Accel.Arch.Diagnostics;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Store;

/// <summary>Writes results as CSV: a column for each axis and metric, then <c>feasible</c> and <c>reason</c>.</summary>
/// <remarks>
/// Quoting follows RFC 4180; lines end in a line feed. Numbers are in the shortest form that reads back to the same
/// double, whatever the user's culture; a metric that an infeasible point does not have is empty.
/// </remarks>
public static class CsvExport
{
    /// <summary>Writes all points of a store into a file, replacing one of the same name only once the new one is
    /// whole.</summary>
    /// <exception cref="InputException">The file cannot be written (<see cref="DiagnosticCodes.File"/>).</exception>
    public static void Write(ResultStore store, string path) => WriteWhole(path, writer => Write(store, writer));

    /// <summary>Writes some points into a file likewise.</summary>
    /// <exception cref="InputException">The file cannot be written (<see cref="DiagnosticCodes.File"/>).</exception>
    public static void Write(SweepDefinition definition, IEnumerable<SweepPoint> points, string path) =>
        WriteWhole(path, writer =>
        {
            CsvRows rows = new(definition, writer);
            rows.WriteHeader();
            foreach (SweepPoint point in points)
            {
                rows.Write(point.Index, point.Reason, [.. point.Metrics]);
            }
        });

    public static void Write(ResultStore store, TextWriter writer)
    {
        CsvRows rows = new(store.Definition, writer);
        rows.WriteHeader();
        using PointCursor point = store.Read();
        while (point.Next())
        {
            rows.Write(point.Index, point.Reason, point.Metrics);
        }
    }

    private static void WriteWhole(string path, Action<TextWriter> write)
    {
        string unfinished = path + ".new";
        try
        {
            using (StreamWriter writer = new(unfinished))
            {
                write(writer);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(DiagnosticCodes.File, new SourceLocation(path), exception.Message);
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }
}
