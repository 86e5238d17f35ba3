using System.Globalization;
using System.Text;
using Accel.Arch.Diagnostics;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;
using Accel.Tests.Explore.Sweeps;
using static Accel.Tests.Explore.Store.StoreFixture;

namespace Accel.Tests.Explore.Store;

public class CsvExportTests
{
    [Test]
    public void Write_AwkwardLabels_ReadBackTheSameUnderADecimalComma()
    {
        string[] labels = ["plain", "with, comma", "with \"quotes\"\nand lines"];
        SweepDefinition plain = SampleSweep.Definition(rows: 3);
        SweepSpace space = new([plain.Space.Axes[0], plain.Space.Axes[1], new SweepAxis("a, b", labels)]);
        SweepDefinition definition = new("x", space, plain.Metrics, plain.Objectives, plain.Constraints);
        using TemporaryFolder folder = new();
        Fill(folder.Path, definition);
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        List<string[]> rows;
        using ResultStore store = ResultStore.Open(folder.Path);
        try
        {
            CultureInfo.CurrentCulture = comma;
            CsvExport.Write(store, folder["points.csv"]);
            rows = Parse(File.ReadAllText(folder["points.csv"]));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.That(rows[0], Is.EqualTo((string[])
        [
            "fabric.rows", "fabric.columns", "a, b", "latency-s", "area-mm2", "mse", "feasible", "reason",
        ]));
        foreach ((SweepPoint point, string[] row) in store.Points().Zip(rows.Skip(1)))
        {
            Assert.That(row[..3], Is.EqualTo(Enumerable.Range(0, 3).Select(axis => space.Label(point.Index, axis))));
            IEnumerable<double> metrics = row[3..6].Select(text =>
                text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture));
            Assert.That(metrics, Is.EqualTo(point.Metrics));
            Assert.That(row[6], Is.EqualTo(point.IsFeasible ? "true" : "false"));
            Assert.That(row[7], Is.EqualTo(definition.Explain(point) ?? ""));
        }

        Assert.That(rows, Has.Count.EqualTo(1 + store.Count));
        Assert.That(rows.Select(row => row[7]), Has.Some.EqualTo("area-mm2 1.1 < 4"));
    }

    [Test]
    public void Write_ExistingFile_IsReplacedWhole()
    {
        using TemporaryFolder folder = new();
        Fill(folder.Path, SampleSweep.Definition(rows: 1));
        File.WriteAllText(folder["points.csv"], new string('x', 1_000_000));
        using ResultStore store = ResultStore.Open(folder.Path);
        CsvExport.Write(store, folder["points.csv"]);
        Assert.That(Parse(File.ReadAllText(folder["points.csv"])), Has.Count.EqualTo(76));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(2), "no unfinished file stays");
    }

    [TestCase("none/points.csv")]
    [TestCase("/proc/self/points.csv")]
    public void Write_PlaceThatCannotBe_IsADiagnostic(string name)
    {
        using TemporaryFolder folder = new();
        Fill(folder.Path, SampleSweep.Definition(rows: 1));
        using ResultStore store = ResultStore.Open(folder.Path);
        Refusal(() => CsvExport.Write(store, folder[name]), DiagnosticCodes.File);
    }

    /// <summary>A reader of RFC 4180, written from its grammar.</summary>
    private static List<string[]> Parse(string text)
    {
        List<string[]> rows = [];
        List<string> row = [];
        StringBuilder field = new();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && (text[i] is ',' or '\n'))
            {
                row.Add(field.ToString());
                field.Clear();
                if (text[i] == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else
            {
                field.Append(text[i]);
            }
        }

        return rows;
    }
}
