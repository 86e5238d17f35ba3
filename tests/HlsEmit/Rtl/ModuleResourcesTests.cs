using Accel.HlsEmit.Verification;
using Accel.Tests.Explore.Store;
using Accel.Tests.Support;

namespace Accel.Tests.HlsEmit.Rtl;

/// <summary>The committed table of what modules take, measured again where that is quick.</summary>
/// <remarks><c>dotnet run -c Release --project bench -- resources</c> measures all rows.</remarks>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class ModuleResourcesTests
{
    /// <summary>More cells than these take Yosys more than a few seconds.</summary>
    private const int Quick = 300;

    private const int First = 41;

    /// <summary>All of the rows that were there first, and one in eight of the others.</summary>
    private static IEnumerable<ReferenceCsv> QuickRows => ReferenceCsv.Read("rtl_resources.csv")
        .Where((row, i) => (i < First || i % 8 == 0)
            && row.Number("lut") + row.Number("ff") < Quick && row.Number("dsp") < 4);

    private static IEnumerable<TestCaseData> Cases =>
        QuickRows.Select(row => new TestCaseData(row["module"], row["parameters"], Row(row)));

    [TestCaseSource(nameof(Cases))]
    public void Module_MeasuredAgain_TakesWhatTheTableSays(string module, string parameters, string row)
    {
        using TemporaryFolder folder = new();
        (CellCounts? cells, string output) = ModuleSynthesis.Run(module, ModuleRow.Parameters(parameters), folder.Path,
            new ToolRunner(TimeSpan.FromMinutes(5)), CancellationToken.None);
        Assert.That(cells, Is.Not.Null, output);
        Assert.That(ModuleRow.Of(module, parameters, cells!), Is.EqualTo(row));
    }

    [Test]
    public void Table_HasRowsThatAreMeasuredAgain_OfEveryFamily() => Assert.That(
        QuickRows.Select(row => Path.GetFileName(Path.GetDirectoryName(HardwareTools.Module(row["module"])))).Distinct(),
        Is.SupersetOf(["BitSerial", "Systolic", "TableLookup", "DspChain"]));

    private static string Row(ReferenceCsv row) =>
        string.Join(',', ModuleRow.Columns.Split(',').Select(column => row[column]));
}
