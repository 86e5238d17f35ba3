using Accel.HlsEmit.Verification;
using Accel.Tests.Explore.Store;
using Accel.Tests.Support;

namespace Accel.Tests.HlsEmit.Rtl;

/// <summary>The committed table of primitives, some measured again.</summary>
/// <remarks><c>dotnet run -c Release --project bench -- primitives</c> measures all rows.</remarks>
[TestFixture(Category = "rtl")]
public class PrimitiveResourcesTests
{
    private const string Source = "fpga_primitives.v";

    [TestCase("p_add", "N=16")]
    [TestCase("p_shift_right", "N=16")]
    [TestCase("p_mux", "WAYS=16 N=8")]
    [TestCase("p_mul", "A=27 B=27")]
    [TestCase("p_delay", "CYCLES=33 N=8")]
    [TestCase("p_lutram", "DEPTH=128 N=9")]
    [TestCase("p_ram", "DEPTH=128 N=32")]
    [TestCase("p_uram", "DEPTH=8192 N=40")]
    public void Primitive_MeasuredAgain_TakesWhatTheTableSays(string primitive, string parameters)
    {
        ReferenceCsv row = ReferenceCsv.Read("fpga_primitives.csv")
            .Single(one => one["module"] == primitive && one["parameters"] == parameters);
        using TemporaryFolder folder = new();
        string text = File.ReadAllText(
            Path.Combine(TestContext.CurrentContext.TestDirectory, "Reference", Source));
        (CellCounts? cells, string output) = ModuleSynthesis.Run(primitive, ModuleRow.Parameters(parameters),
            [(Source, text)], folder.Path, new ToolRunner(TimeSpan.FromMinutes(5)), CancellationToken.None);
        Assert.That(cells, Is.Not.Null, output);
        Assert.That(ModuleRow.Of(primitive, parameters, cells!), Is.EqualTo(
            string.Join(',', ModuleRow.Columns.Split(',').Select(column => row[column]))));
    }
}
