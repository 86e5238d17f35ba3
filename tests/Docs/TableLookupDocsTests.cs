using System.Globalization;
using Accel.Explore.Reproductions;
using Accel.Tests.Support;

namespace Accel.Tests.Docs;

/// <summary>docs/table-lookup.md has the numbers of its reproductions.</summary>
public class TableLookupDocsTests
{
    [TestCase("tellme")]
    [TestCase("bitnet-kv260")]
    public void Reproduction_InTheTable_IsThatOfTheProgram(string name)
    {
        IEnumerable<string> lines = ReproductionCatalog
            .All(new ReproductionInputs(Shipped.Technology, Shipped.Models, []) { Devices = Shipped.Devices })
            .Single(reproduction => reproduction.Name == name).Rows().Select(Line);
        DocumentBlock.Check("table-lookup.md", name,
            new[] { "| case | quantity | published | modelled | error | kind |", "|---|---|---:|---:|---:|---|" }
                .Concat(lines));
    }

    private static string Line(ReproductionRow row)
    {
        string error = row.RelativeError is { } relative
            ? (relative * 100).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %"
            : "-";
        return $"| {row.Case} | {row.Quantity} | {Text(row.Reported)} | {Text(row.Modelled)} | {error} | "
            + $"{row.Kind.ToString().ToLowerInvariant()} |";
    }

    private static string Text(double? value) => value is { } number
        ? number.ToString(number < 1e6 ? "G4" : "F0", CultureInfo.InvariantCulture)
        : "-";
}
