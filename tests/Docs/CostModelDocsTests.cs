using System.Globalization;
using Accel.Explore.Reproductions;
using Accel.Explore.Reproductions.Cost;
using Accel.Tests.Support;

namespace Accel.Tests.Docs;

/// <summary>The document's errors are those that <c>accel reproduce cost</c> prints.</summary>
public class CostModelDocsTests
{
    private static readonly Lazy<IReadOnlyList<ErrorSummary>> Summaries = new(() =>
    {
        CostAccuracy cost = new(new ReproductionInputs(Shipped.Technology, Shipped.Models, [])
        {
            Devices = Shipped.Devices, Technologies = Shipped.Technologies, Drams = Shipped.Drams,
        });
        return cost.Summaries(cost.Rows());
    });

    /// <summary>Blocks of the document and the groups that each has.</summary>
    private static readonly (string Block, string[] Groups)[] Blocks =
    [
        ("errors-of-logic", ["logic", "units", "aladdin", "scaling"]),
        ("errors-of-sram", ["sram"]),
        ("errors-of-dram", ["dram", "dram-energy"]),
        ("errors-of-fpga", ["fpga", "fpga-blocks"]),
    ];

    [TestCase("errors-of-logic")]
    [TestCase("errors-of-sram")]
    [TestCase("errors-of-dram")]
    [TestCase("errors-of-fpga")]
    public void Errors_InADocumentsBlock_AreThoseOfTheProgram(string block)
    {
        string[] groups = Blocks.Single(one => one.Block == block).Groups;
        DocumentBlock.Check("cost-model.md", block,
            new[] { "| rows of | kind | rows | mean | worst |", "|---|---|---:|---:|---:|" }.Concat(
                Summaries.Value.Where(summary => groups.Contains(First(summary))).Select(Line)));
    }

    [Test]
    public void Summaries_AreAllInTheDocument() => Assert.That(Summaries.Value.Select(First).Distinct(),
        Is.EquivalentTo(Blocks.SelectMany(block => block.Groups)));

    private static string First(ErrorSummary summary) => summary.Group.Split(':')[0];

    private static string Line(ErrorSummary summary) => string.Create(CultureInfo.InvariantCulture,
        $"| {summary.Group} | {summary.Kind.ToString().ToLowerInvariant()} | {summary.Rows} "
        + $"| {summary.Mean * 100:0.0} % | {summary.Worst * 100:0.0} % |");
}
