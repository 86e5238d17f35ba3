using System.Globalization;
using System.Text.RegularExpressions;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Store;

/// <summary>Writes points as lines of CSV, in the form that <see cref="CsvExport"/> describes.</summary>
internal sealed partial class CsvRows
{
    /// <summary>More than the shortest form of any double needs.</summary>
    private const int MostDigits = 32;

    private readonly SweepDefinition _definition;
    private readonly TextWriter _writer;
    private readonly string[][] _labels;
    private readonly int[] _position;

    public CsvRows(SweepDefinition definition, TextWriter writer)
    {
        _definition = definition;
        _writer = writer;
        _labels = [.. definition.Space.Axes.Select(axis => axis.Values.Select(Field).ToArray())];
        _position = new int[_labels.Length];
    }

    /// <summary>The names of the columns.</summary>
    public void WriteHeader()
    {
        _writer.Write(string.Join(',', _definition.Space.Axes.Select(axis => Field(axis.Path))
            .Concat(_definition.Metrics.Select(metric => metric.Name))
            .Concat(["feasible", "reason"])));
        _writer.Write('\n');
    }

    /// <param name="metrics">All metrics, in the order of the definition.</param>
    public void Write(long index, InfeasibleReason? reason, ReadOnlySpan<double> metrics)
    {
        Span<char> number = stackalloc char[MostDigits];
        _definition.Space.Decode(index, _position);
        for (int axis = 0; axis < _position.Length; axis++)
        {
            _writer.Write(_labels[axis][_position[axis]]);
            _writer.Write(',');
        }

        foreach (double value in metrics)
        {
            if (!double.IsNaN(value))
            {
                value.TryFormat(number, out int length, "R", CultureInfo.InvariantCulture);
                _writer.Write(number[..length]);
            }

            _writer.Write(',');
        }

        _writer.Write(reason is null ? "true," : "false,");
        _writer.Write(Field(_definition.Explain(reason, metrics) ?? string.Empty));
        _writer.Write('\n');
    }

    /// <summary>A field, quoted when it holds a comma, a quote or a line break.</summary>
    /// <remarks>A spreadsheet takes text that begins like a formula for one; an apostrophe makes it text. Numbers stay.
    /// </remarks>
    private static string Field(string text)
    {
        if (FormulaStart().IsMatch(text) && !Number().IsMatch(text))
        {
            text = "'" + text;
        }

        return text.AsSpan().ContainsAny(",\"\r\n")
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }

    [GeneratedRegex(@"^[=+\-@\t\r]")]
    private static partial Regex FormulaStart();

    [GeneratedRegex(@"^[+\-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+\-]?[0-9]+)?\z")]
    private static partial Regex Number();
}
