using Accel.Explore.Reproductions;
using Accel.Sim.BitSerial;
using Accel.Tests.Support;

namespace Accel.Tests.Explore.Reproductions;

public class BitmodReproductionTests
{
    private static readonly ReproductionInputs Inputs = new(Shipped.Technology, Shipped.Models, []);

    [TestCase("bitmod-2024")]
    [TestCase("bitmod-2025")]
    public void Rows_OfASimulator_CoverEveryCaseAndAgree(string name)
    {
        IReadOnlyList<ReproductionRow> rows = Rows(name, Inputs);
        Assert.That(rows, Has.Count.EqualTo(5 * 2 * 6 * 3));
        Assert.That(rows.Select(row => (row.Case, row.Quantity)).Distinct().Count(), Is.EqualTo(rows.Count));
        Assert.That(rows.Count(row => row.Reported is not null), Is.EqualTo(5 * 2 * 4 * 3));
        foreach (ReproductionRow row in rows.Where(row => row.Reported is not null))
        {
            double tolerance = row.Quantity == "total_cycles" ? 0 : 1e-6;
            Assert.That(
                Math.Abs(row.RelativeError!.Value), Is.LessThanOrEqualTo(tolerance), $"{row.Case} {row.Quantity}");
        }

        ReproductionRow llama = rows.Single(row =>
            row is { Case: "BitMoD-lossy/generation/Llama-2-7B", Quantity: "total_cycles" });
        Assert.That(llama.Modelled, Is.EqualTo(name == "bitmod-2024" ? 79493200 : 81344464));
        ReproductionRow heldOut = rows.Single(row =>
            row is { Case: "FP16/prefill/Llama-2-13B", Quantity: "energy_total_j" });
        Assert.That(heldOut.Reported, Is.Null);
        Assert.That(heldOut.Modelled, Is.InRange(20, 40));
    }

    [Test]
    public void Rows_OfTheFigures_AgreeWithThePaper()
    {
        IReadOnlyList<ReproductionRow> rows = Rows("bitmod-figures", Inputs);
        ReproductionRow[] published = [.. rows.Where(row => row.Reported is not null)];

        // Two tasks, five accelerators, four models and two means, three quantities.
        Assert.That(published, Has.Length.EqualTo(2 * 5 * 6 * 3));
        foreach (ReproductionRow row in published)
        {
            // The notebooks' energies are whole microjoules and the table has six decimals.
            Assert.That(row.Modelled, Is.EqualTo(row.Reported!.Value).Within(1.5e-6), $"{row.Case} {row.Quantity}");
        }
    }

    [TestCase("BitMoD-lossless", "FP16", 2.61)]
    [TestCase("BitMoD-lossy", "FP16", 5.07)]
    [TestCase("BitMoD-lossy", "ANT", 1.62)]
    [TestCase("BitMoD-lossy", "OliVe", 1.28)]
    public void Rows_For256StepsAtTheFixedContext_AreWhatThePublishedDataGive(
        string accelerator, string baseline, double expected)
    {
        IReadOnlyList<ReproductionRow> rows = Rows("bitmod-figures", Inputs);
        double[] ratios = [.. Bars(accelerator).Zip(Bars(baseline), (ours, theirs) => ours / theirs)];
        Assert.That(ratios, Has.Length.EqualTo(6));
        Assert.That(ratios.Average(), Is.EqualTo(expected).Within(0.005));

        IEnumerable<double> Bars(string name) => rows
            .Where(row => row.Quantity == "speedup_vs_fp16"
                && row.Case.StartsWith($"generative-256-fixed-context/{name}/", StringComparison.Ordinal)
                && !row.Case.EndsWith("mean", StringComparison.Ordinal))
            .Select(row => row.Modelled);
    }

    [Test]
    public void Rows_OfTheFiguresWithAView_HaveThatSchedulesRowsBeside()
    {
        ReproductionInputs inputs = new(Shipped.Technology, Shipped.Models, [new Bitmod2025Schedule()]);
        IReadOnlyList<ReproductionRow> alone = Rows("bitmod-figures", Inputs);
        IReadOnlyList<ReproductionRow> both = Rows("bitmod-figures", inputs);
        Assert.That(both.Take(alone.Count), Is.EqualTo(alone));
        ReproductionRow[] view = [.. both.Skip(alone.Count)];
        Assert.That(view.Select(row => row.Case), Is.EqualTo(alone.Select(row => "bitmod-2025/" + row.Case)));
        Assert.That(view.Select(row => row.Kind), Has.All.EqualTo(ReproductionKind.Predicted));
        Assert.That(view.Max(row => Math.Abs(row.RelativeError ?? 0)), Is.GreaterThan(0.01));
    }

    [Test]
    public void Rows_OfFigure9_AgreeInAll22Points()
    {
        IReadOnlyList<ReproductionRow> rows = Rows("bitmod-fig9", Inputs);
        Assert.That(rows, Has.Count.EqualTo(44));
        foreach (ReproductionRow row in rows)
        {
            // The spreadsheet's energies are whole microjoules.
            double tolerance = row.Quantity == "decode_step_cycles" ? 0 : 0.5000001e-6;
            Assert.That(row.Modelled, Is.EqualTo(row.Reported!.Value).Within(tolerance), row.Case);
        }
    }

    [Test]
    public void Rows_WithoutAModel_SayWhichIsMissing()
    {
        ReproductionInputs inputs = new(Shipped.Technology, Shipped.Models.Where(model => model.Name != "phi-2"), []);
        Assert.That(() => Rows("bitmod-2024", inputs),
            Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("phi-2"));
    }

    [Test]
    public void All_Reproductions_HaveNamesAndSources()
    {
        IReadOnlyList<IReproduction> all = ReproductionCatalog.All(Inputs);
        Assert.That(all.Select(item => item.Name), Is.Unique.And.EqualTo(ReproductionCatalog.Names));
        Assert.That(all.Select(item => item.Source),
            Has.All.Match("(HPCA|MICRO|ISCA|ISPASS|ISSCC) 20[0-9]{2}\\)|arXiv [0-9.]{10}\\)|^github\\.com/"));
    }

    [TestCase(200.0, 0.5)]
    [TestCase(0.0, null)]
    [TestCase(null, null)]
    public void RelativeError_OfARow_IsTheDifferenceOverTheReported(double? reported, double? expected)
    {
        ReproductionRow row = new("case", "quantity", "J", reported, 300, ReproductionKind.Predicted);
        Assert.That(row.RelativeError, Is.EqualTo(expected));
    }

    private static IReadOnlyList<ReproductionRow> Rows(string name, ReproductionInputs inputs) =>
        ReproductionCatalog.All(inputs).Single(item => item.Name == name).Rows();
}
