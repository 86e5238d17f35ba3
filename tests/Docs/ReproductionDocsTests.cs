using System.Globalization;
using Accel.Explore.Reproductions;
using Accel.Tests.Support;

namespace Accel.Tests.Docs;

/// <summary>The documents of families have the numbers of their reproductions.</summary>
public class ReproductionDocsTests
{
    [TestCase("table-lookup.md", "tellme")]
    [TestCase("table-lookup.md", "bitnet-kv260")]
    [TestCase("dsp-chain.md", "flightllm")]
    [TestCase("dsp-chain.md", "accllm")]
    public void Reproduction_InTheTable_IsThatOfTheProgram(string file, string name)
    {
        IEnumerable<string> lines = ReproductionCatalog
            .All(new ReproductionInputs(Shipped.Technology, Shipped.Models, []) { Devices = Shipped.Devices })
            .Single(reproduction => reproduction.Name == name).Rows().Select(Line);
        DocumentBlock.Check(file, name,
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
