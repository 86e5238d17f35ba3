using System.Globalization;
using Accel.Explore.Reproductions;
using Accel.Sim.Schedules;
using Accel.Tests.Support;

namespace Accel.Tests.Docs;

/// <summary>docs/schedules.md has every schedule, and the numbers of <c>accel reproduce bitmod-figures</c>.</summary>
public class SchedulesDocsTests
{
    private const string Document = "schedules.md";

    private static readonly string[] Accelerators = ["ANT", "OliVe", "BitMoD-lossless", "BitMoD-lossy"];

    private static readonly string[] Tasks = ["discriminative", "generative", "generative-256"];

    [Test]
    public void Schedules_InTheTable_AreThoseOfTheProgram() => DocumentBlock.Check(Document, "schedules",
        new[] { "| schedule | what |", "|---|---|" }
            .Concat(ScheduleList.All.Select(schedule => $"| `{schedule.Name}` | {schedule.Summary} |")));

    [TestCase("speedups", "speedup_vs_fp16")]
    [TestCase("energies", "total_energy_norm")]
    public void Figures_InTheTable_AreThoseOfTheProgram(string block, string quantity)
    {
        ReproductionInputs inputs = new(Shipped.Technology, Shipped.Models, [ScheduleList.Get("accel")]);
        Dictionary<string, ReproductionRow> rows = ReproductionCatalog.All(inputs)
            .Single(reproduction => reproduction.Name == "bitmod-figures").Rows()
            .Where(row => row.Quantity == quantity).ToDictionary(row => row.Case);

        DocumentBlock.Check(Document, block,
            new[] { "| task | accelerator | published | `bitmod-2024` | `accel` |", "|---|---|---:|---:|---:|" }
                .Concat(from task in Tasks from accelerator in Accelerators select Line(rows, task, accelerator)));
    }

    [Test]
    public void Olive_InTheTable_IsThatOfTheProgram()
    {
        const string Mean = "/geometric-mean";
        IEnumerable<string> lines = ReproductionCatalog
            .All(new ReproductionInputs(Shipped.Technology, Shipped.Models, []))
            .Single(reproduction => reproduction.Name == "olive").Rows()
            .Where(row => row.Case.EndsWith(Mean, StringComparison.Ordinal))
            .Select(row => string.Create(CultureInfo.InvariantCulture,
                $"| {row.Case[..^Mean.Length]} | {row.Quantity} | {row.Reported:F1} | {row.Modelled:F2} |"));
        DocumentBlock.Check(Document, "olive",
            new[] { "| versus | quantity | published | predicted |", "|---|---|---:|---:|" }.Concat(lines));
    }

    private static string Line(Dictionary<string, ReproductionRow> rows, string task, string accelerator)
    {
        ReproductionRow published = rows[$"{task}/{accelerator}/arithmetic-mean"];
        double own = rows[$"accel/{task}/{accelerator}/arithmetic-mean"].Modelled;
        return string.Create(CultureInfo.InvariantCulture,
            $"| {task} | {accelerator} | {Text(published.Reported)} | {Text(published.Modelled)} | {Text(own)} |");
    }

    private static string Text(double? value) => value?.ToString("F3", CultureInfo.InvariantCulture) ?? "-";
}
