using Accel.Tests.Support;

namespace Accel.Tests.HlsEmit.Rtl;

/// <summary>The committed table of what modules take, measured again where that is quick.</summary>
/// <remarks>
/// <c>ACCEL_ACCEPT_RESOURCES=1 ./test --filter ModuleResources</c> measures all rows, which takes minutes, and writes
/// them.
/// </remarks>
[TestFixture(Category = "rtl")]
public class ModuleResourcesTests
{
    /// <summary>More cells than these take Yosys more than a few seconds.</summary>
    private const int Quick = 600;

    private static IEnumerable<TestCaseData> Rows => ModuleResources.Committed.Select(row =>
        new TestCaseData(row["module"], row["parameters"], Row(row)));

    private static IEnumerable<TestCaseData> QuickRows => ModuleResources.Committed
        .Where(row => row.Number("lut") + row.Number("ff") < Quick && row.Number("dsp") < 4)
        .Select(row => new TestCaseData(row["module"], row["parameters"], Row(row)));

    [TestCaseSource(nameof(QuickRows))]
    public void Module_MeasuredAgain_TakesWhatTheTableSays(string module, string parameters, string row) =>
        Assert.That(ModuleResources.Measure(module, parameters).Row, Is.EqualTo(row));

    [Test]
    public void Table_HasRowsThatAreMeasuredAgain_OfEveryFamily() => Assert.That(
        QuickRows.Select(row => Path.GetFileName(Path.GetDirectoryName(
            HardwareTools.Module((string)row.Arguments[0]!)))).Distinct(),
        Is.SupersetOf(["BitSerial", "Systolic", "TableLookup", "DspChain"]));

    [Test]
    public void Table_OfAllRows_IsWrittenOnRequest()
    {
        if (Environment.GetEnvironmentVariable("ACCEL_ACCEPT_RESOURCES") != "1")
        {
            Assert.Pass("ACCEL_ACCEPT_RESOURCES is not 1");
        }

        File.WriteAllLines(
            Path.Combine(HardwareTools.Library, "..", "..", "tests", "Reference", "rtl_resources.csv"),
            [
                ModuleResources.Columns,
                .. Rows.Select(row =>
                    ModuleResources.Measure((string)row.Arguments[0]!, (string)row.Arguments[1]!).Row),
            ]);
    }

    private static string Row(ReferenceCsv row) =>
        string.Join(',', ModuleResources.Columns.Split(',').Select(column => row[column]));
}
