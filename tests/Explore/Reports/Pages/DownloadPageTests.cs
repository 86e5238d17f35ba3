using System.Xml.Linq;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Reports.Pages;

/// <summary>What the page saves: rows are those of <c>accel export</c> to the byte, charts are pictures.</summary>
[TestFixture]
public sealed class DownloadPageTests : PageTests
{
    private static string[] _exported = null!;
    private static int _saved;

    [OneTimeSetUp]
    public static void Export()
    {
        string folder = Path.Combine(PageSetup.Folder, "sweep");
        SweepDefinition definition = SyntheticReport.Definition(4);
        using (ResultWriter writer = ResultWriter.Create(
            folder, definition, new Provenance("0.1.0", "kind: sweep\n", "accel sweep x"), TimeProvider.System))
        {
            new SweepRunner(definition, () => new SyntheticReport.Evaluator(definition), TimeProvider.System)
                .Run(SweepWork.All(definition.Space), 1, writer);
        }

        using ResultStore store = ResultStore.Open(folder);
        using StringWriter text = new();
        CsvExport.Write(store, text);
        _exported = text.ToString().Split('\n')[..^1];
    }

    [Test]
    public async Task DrawnDesigns_FilteredAndWithInfeasibleOnes_AreTheLinesOfTheExport()
    {
        await ClickAsync("#show-infeasible");
        await ClickAsync("input[data-value=\"int8/128\"]");
        await ClickAsync("input[data-axis=\"fabric.rows\"][data-value=\"32\"]");
        string csv = await SavedAsync("#drawn-csv", "designs.csv");

        string[] expected =
        [
            _exported[0],
            .. _exported[1..].Where(line => !line.Contains(",int8/128,", StringComparison.Ordinal)
                && !line.StartsWith("32,", StringComparison.Ordinal)),
        ];
        Assert.That(csv, Is.EqualTo(string.Join('\n', expected) + "\n"));
        Assert.That(expected.Count(line => line.Contains(",false,area-mm2 ", StringComparison.Ordinal)),
            Is.GreaterThan(10), "constraints with the value that breaks them");
        Assert.That(expected.Count(line => line.EndsWith("does not fit its buffer", StringComparison.Ordinal)),
            Is.GreaterThan(5));
    }

    [Test]
    public async Task Front_Saved_IsItsLinesOfTheExport()
    {
        string csv = await SavedAsync("#front-csv", "front.csv");

        Assert.That(csv.Split('\n')[1..^1], Is.EquivalentTo(
            Model.Points.Where(point => point.OnFront).Select(point => _exported[(int)point.Id + 1])));
    }

    [Test]
    public async Task Numbers_OfEverySize_AreWrittenAsDotNetWritesThem()
    {
        double[] values =
        [
            0, 1, -1.5, 0.1, 123456789012345, 1234567890123456, 1e15, 1.5e16, 1e16, 99999999999999984, 1e17, 1.2e17,
            1e18, 1e21, 1e22, 1e-4, 1.5e-4, 1e-5, 9.999999e-5,
            4.9e-324, 1.7976931348623157e308, 0.30000000000000004, 100, 1e14, 12345.678,
        ];

        // Saved through the page's own code, which nothing outside its module can call: as metrics of its points.
        Accel.Explore.Reports.ReportModel model = Model with
        {
            Points =
            [
                .. Model.Points.Select((point, row) => point with
                {
                    Metrics = point.Metrics.SetItem(6, values[row % values.Length]),
                }),
            ],
        };
        await OpenAsync(model);
        string csv = await SavedAsync("#drawn-csv", "designs.csv");

        // Behind it stand one metric, feasible and an empty reason.
        string[] written = [.. csv.Split('\n')[1..^1].Select(line => line.Split(',')[^4])];
        string[] expected =
        [
            .. model.Points.Where(point => point.Infeasible is null)
                .Select(point => point.Metrics[6].ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
        ];
        Assert.That(written, Is.EqualTo(expected));
    }

    [Test]
    public async Task Charts_Saved_ArePictures()
    {
        string svg = await SavedAsync("#scatter-save button:last-child", "scatter.svg");
        byte[] png = await BytesAsync("#scatter-save button:first-child", "scatter.png");

        Assert.That(XDocument.Parse(svg).Root!.Name.LocalName, Is.EqualTo("svg"));
        Assert.That(svg, Does.Contain("Latency (lower is better)").Or.Contain("Latency (log scale, lower is better)"));
        Assert.That(png[..4], Is.EqualTo(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }));
    }

    /// <summary>Presses a button and returns the text that the browser then saved.</summary>
    internal static async Task<string> SavedAsync(string button, string name) =>
        System.Text.Encoding.UTF8.GetString(await BytesAsync(button, name));

    private static async Task<byte[]> BytesAsync(string button, string name)
    {
        string folder = Directory.CreateDirectory(
            Path.Combine(PageSetup.Folder, $"saved-{Interlocked.Increment(ref _saved)}")).FullName;
        await Page.AllowDownloadsAsync(folder);
        await ClickAsync(button);
        string file = Path.Combine(folder, name);

        // The browser gives a file its name once it is whole.
        for (int attempt = 0; !File.Exists(file) && attempt < 600; attempt++)
        {
            await Task.Delay(50);
        }

        return await File.ReadAllBytesAsync(file);
    }
}
