using System.Globalization;

namespace Accel.Explore.Reproductions;

/// <summary>
/// A table of published numbers, embedded from tests/Reference: comma-separated, one header line, cells with commas
/// between double quotes.
/// </summary>
internal sealed class ReferenceTable
{
    /// <summary>Stands for a comma that divides nothing.</summary>
    private const char Comma = '\u0001';

    private readonly string[] _columns;
    private readonly List<string[]> _rows;

    private ReferenceTable(string[] columns, List<string[]> rows) => (_columns, _rows) = (columns, rows);

    public int Count => _rows.Count;

    /// <param name="file">The file's name: <c>bitmod_sim_cases.csv</c>.</param>
    public static ReferenceTable Load(string file)
    {
        using Stream stream = typeof(ReferenceTable).Assembly.GetManifestResourceStream(file)
            ?? throw new ArgumentException($"no table '{file}' is embedded", nameof(file));
        using StreamReader reader = new(stream);
        string[] columns = Split(reader.ReadLine());
        List<string[]> rows = [];
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            string[] row = Split(line);
            if (row.Length != columns.Length)
            {
                throw new InvalidDataException(
                    $"{file}: row {rows.Count + 1} has {row.Length} of {columns.Length} cells");
            }

            rows.Add(row);
        }

        return new ReferenceTable(columns, rows);
    }

    public string Text(int row, string column) => _rows[row][ColumnOf(column)];

    /// <summary>A number, or null where the cell is empty.</summary>
    public double? Number(int row, string column) => Text(row, column) is { Length: > 0 } text
        ? double.Parse(text, CultureInfo.InvariantCulture)
        : null;

    /// <summary>How a row's number came about, in the column <c>basis</c>.</summary>
    public ReportedBasis Basis(int row) => Text(row, "basis") switch
    {
        "measured" => ReportedBasis.Measured,
        "simulated" => ReportedBasis.Simulated,
        _ => ReportedBasis.Unknown,
    };

    /// <summary>The first row whose cells are these, or -1.</summary>
    public int Find(params (string Column, string Value)[] cells) =>
        _rows.FindIndex(row => Array.TrueForAll(cells, cell => row[ColumnOf(cell.Column)] == cell.Value));

    private int ColumnOf(string column) => Array.IndexOf(_columns, column) is var index and >= 0
        ? index
        : throw new ArgumentException($"the table has no column '{column}'", nameof(column));

    /// <summary>Every second part between quotes is a cell's own text: its commas divide nothing.</summary>
    private static string[] Split(string? line)
    {
        string[] parts = (line ?? string.Empty).Split('"');
        for (int i = 1; i < parts.Length; i += 2)
        {
            parts[i] = parts[i].Replace(',', Comma);
        }

        return [.. string.Concat(parts).Split(',').Select(cell => cell.Replace(Comma, ','))];
    }
}
