using System.Text.Json;
using Accel.Explore.Reproductions;
using Accel.Tests.Support;

namespace Accel.Tests.Explore.Reproductions;

[TestFixture(Category = "published")]
public class OliveReproductionTests
{
    private static readonly IReproduction Olive = ReproductionCatalog
        .All(new ReproductionInputs(Shipped.Technology, Shipped.Models, [])).Single(item => item.Name == "olive");

    [Test]
    public void Rows_OfTheMeans_AreEveryAverageOfThePaperAndPredicted()
    {
        IReadOnlyList<ReproductionRow> rows = Olive.Rows();
        ReferenceCsv[] averages = [.. ReferenceCsv.Read("olive_paper_results.csv").Where(row =>
            row["metric"] is "speedup" or "energy_reduction")];
        Assert.That(averages, Has.Length.EqualTo(12));
        Assert.That(rows, Has.Count.EqualTo(12 * 7));
        Assert.That(rows.Select(row => row.Kind), Has.All.EqualTo(ReproductionKind.Predicted));
        foreach (ReferenceCsv average in averages)
        {
            ReproductionRow row = rows.Single(row => row.Quantity == average["metric"]
                && row.Case == $"{average["platform"]}/{average["versus"]}/geometric-mean");
            Assert.That(row.Reported, Is.EqualTo(average.Number("value")));
            Assert.That(row.Note, Is.Not.Empty);
        }
    }

    /// <summary>How far the predictions are from the paper today, so that a change of the model shows.</summary>
    [TestCase("GPU (RTX 2080 Ti model)/GOBO", "speedup", -0.111)]
    [TestCase("GPU (RTX 2080 Ti model)/int8 tensor core", "speedup", -0.259)]
    [TestCase("GPU (RTX 2080 Ti model)/ANT", "speedup", -0.167)]
    [TestCase("systolic array/AdaFloat", "speedup", -0.028)]
    [TestCase("systolic array/AdaFloat", "energy_reduction", 0.013)]
    [TestCase("systolic array/OLAccel", "speedup", -0.045)]
    [TestCase("systolic array/OLAccel", "energy_reduction", -0.023)]
    [TestCase("systolic array/ANT", "speedup", 0.081)]
    [TestCase("systolic array/ANT", "energy_reduction", 0.019)]
    public void Rows_OfTheMeans_DifferFromThePaperByThis(string name, string quantity, double expected)
    {
        ReproductionRow row = Olive.Rows().Single(row =>
            row.Case == $"{name}/geometric-mean" && row.Quantity == quantity);
        Assert.That(row.RelativeError, Is.EqualTo(expected).Within(0.0006));
    }

    [Test]
    public void Write_OfAResultWithAssumptions_HasThemAndTheNotes()
    {
        using JsonDocument json = JsonDocument.Parse(ReproductionJson.Write("olive", [(Olive, Olive.Rows())]));
        JsonElement root = json.RootElement;
        Assert.That(
            root.GetProperty("assumptions").EnumerateArray().Select(item => item.GetString()),
            Is.EqualTo(Olive.Assumptions.Select(assumption => $"olive: {assumption}")));
        JsonElement[] rows = [.. root.GetProperty("rows").EnumerateArray()];
        Assert.That(rows.Count(row => row.TryGetProperty("note", out _)), Is.EqualTo(12));
        Assert.That(rows[0].GetProperty("kind").GetString(), Is.EqualTo("predicted"));
    }
}
