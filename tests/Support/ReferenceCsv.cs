using System.Globalization;

namespace Accel.Tests.Support;

/// <summary>A table of tests/Reference without quoted cells, as rows of cells by column name.</summary>
internal sealed class ReferenceCsv
{
    private readonly Dictionary<string, string> _cells;

    private ReferenceCsv(IEnumerable<KeyValuePair<string, string>> cells) => _cells = new(cells);

    public string this[string column] => _cells[column];

    public double Number(string column) => double.Parse(_cells[column], CultureInfo.InvariantCulture);

    public long Count(string column) => long.Parse(_cells[column], CultureInfo.InvariantCulture);

    public int Int(string column) => int.Parse(_cells[column], CultureInfo.InvariantCulture);

    public static IReadOnlyList<ReferenceCsv> Read(string file)
    {
        string[] lines = File.ReadAllLines(
            Path.Combine(TestContext.CurrentContext.TestDirectory, "Reference", file));
        string[] columns = lines[0].Split(',');
        return
        [
            .. lines.Skip(1).Where(line => line.Length > 0).Select(line =>
                new ReferenceCsv(columns.Zip(line.Split(','), KeyValuePair.Create))),
        ];
    }
}
