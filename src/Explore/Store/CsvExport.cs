using System.Globalization;
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
    /// <summary>More than the shortest form of any double needs.</summary>
    private const int MostDigits = 32;

    /// <summary>Writes a file, replacing one of the same name only once the new one is whole.</summary>
    /// <exception cref="InputException">The file cannot be written (<see cref="DiagnosticCodes.File"/>).</exception>
    public static void Write(ResultStore store, string path)
    {
        string unfinished = path + ".new";
        try
        {
            using (StreamWriter writer = new(unfinished))
            {
                Write(store, writer);
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

    public static void Write(ResultStore store, TextWriter writer)
    {
        SweepDefinition definition = store.Definition;
        SweepSpace space = definition.Space;
        string[][] labels = [.. space.Axes.Select(axis => axis.Values.Select(Field).ToArray())];
        int[] position = new int[space.Axes.Count];
        writer.Write(string.Join(',', space.Axes.Select(axis => Field(axis.Path))
            .Concat(definition.Metrics.Select(metric => metric.Name))
            .Concat(["feasible", "reason"])));
        writer.Write('\n');
        Span<char> number = stackalloc char[MostDigits];
        using PointCursor point = store.Read();
        while (point.Next())
        {
            space.Decode(point.Index, position);
            for (int axis = 0; axis < position.Length; axis++)
            {
                writer.Write(labels[axis][position[axis]]);
                writer.Write(',');
            }

            foreach (double value in point.Metrics)
            {
                if (!double.IsNaN(value))
                {
                    value.TryFormat(number, out int length, "R", CultureInfo.InvariantCulture);
                    writer.Write(number[..length]);
                }

                writer.Write(',');
            }

            writer.Write(point.IsFeasible ? "true," : "false,");
            writer.Write(Field(definition.Explain(point.Reason, point.Metrics) ?? string.Empty));
            writer.Write('\n');
        }
    }

    /// <summary>A field, quoted when it holds a comma, a quote or a line break.</summary>
    private static string Field(string text) => text.AsSpan().ContainsAny(",\"\r\n")
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
