using System.Globalization;
using Accel.Arch.Devices;
using Accel.CostModel.Estimates;
using Accel.CostModel.Fpga.Modules;
using Accel.HlsEmit.Library;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.Fpga.Modules;

/// <summary>Estimates of modules beside Yosys's counts; <c>held-out</c> rows were not in view before.</summary>
public class FpgaModulesTests
{
    /// <summary>Modules of fewer LUTs than these are a few functions, off by up to a quarter of these.</summary>
    private const double Handful = 80;

    private static IReadOnlyList<ReferenceCsv> Table => ReferenceCsv.Read("rtl_resources.csv");

    private static IEnumerable<TestCaseData> Rows => Table.Select(row =>
        new TestCaseData(row["module"], row["parameters"]));

    [TestCaseSource(nameof(Rows))]
    public void Of_AModule_HasItsSlicesAndMemoriesExactly(string module, string parameters)
    {
        ReferenceCsv row = Row(module, parameters);
        FpgaResources taken = Of(row).Each.Resources!.Value;
        Assert.That((taken.Dsps, taken.Bram36, taken.Urams),
            Is.EqualTo((row.Number("dsp"), row.Number("bram36"), row.Number("uram"))));
        Assert.That(taken.Ffs, Is.EqualTo(row.Number("ff")).Within(Math.Max(4, 0.01 * row.Number("ff"))));
    }

    [TestCaseSource(nameof(Rows))]
    public void Of_AModule_HasItsLutsToAQuarter(string module, string parameters)
    {
        ReferenceCsv row = Row(module, parameters);
        double measured = row.Number("lut"), luts = Of(row).Each.Resources!.Value.Luts;
        Assert.That(luts, Is.EqualTo(measured).Within(Math.Max(Handful / 4, measured / 4)));
    }

    [TestCase("seen")]
    [TestCase("held-out")]
    public void Of_ASet_HasItsLutsToATenthInTheMean(string set)
    {
        (ReferenceCsv Row, Estimate Each)[] rows =
        [
            .. Table.Where(row => row["set"] == set && row.Number("lut") >= Handful).Select(row => (row, Of(row).Each)),
        ];
        double[] errors = [.. rows.Select(row => (row.Each.Resources!.Value.Luts / row.Row.Number("lut")) - 1)];
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{set}: {rows.Length} rows, mean {errors.Average(Math.Abs):P1}, worst {errors.Max(Math.Abs):P1}"));
        Assert.That(errors.Average(Math.Abs), Is.LessThan(0.1));
        Assert.That(rows.Zip(errors).Count(one => Math.Abs(one.Second) <= one.First.Each.LutUncertainty),
            Is.GreaterThanOrEqualTo(0.9 * rows.Length));
    }

    [Test]
    public void Names_AreThoseOfTheLibrary() => Assert.That(FpgaModules.Names, Is.EquivalentTo(
        HardwareLibrary.Modules.Where(module => !module.IsModel).Select(module => module.Name)));

    [Test]
    public void Of_ATree_AddsUpToItsRoot()
    {
        CostNode node = FpgaModules.Of("bitserial_engine", ModuleParameters.Parse(string.Empty));
        Assert.That(node.Each.Resources!.Value.Ffs,
            Is.EqualTo(node.Parts.Sum(part => part.Each.Resources!.Value.Ffs * part.Count)));
        Assert.That(node.Parts.Select(part => part.Name),
            Does.Contain("bitserial_array").And.Contain("stream_register"));
    }

    [Test]
    public void Of_AnUnknownModule_IsNotPriced() => Assert.That(
        () => FpgaModules.Of("no_such_module", ModuleParameters.Parse(string.Empty)),
        Throws.InstanceOf<NotPricedException>());

    private static ReferenceCsv Row(string module, string parameters) =>
        Table.Single(row => row["module"] == module && row["parameters"] == parameters);

    private static CostNode Of(ReferenceCsv row) =>
        FpgaModules.Of(row["module"], ModuleParameters.Parse(row["parameters"]));
}
