using System.Globalization;
using Accel.Explore.Reproductions;
using Spectre.Console;

namespace Accel.Cli.Output;

/// <summary>Prints published results beside ours.</summary>
internal static class ReproductionTable
{
    public static void Print(IReadOnlyList<(IReproduction Reproduction, IReadOnlyList<ReproductionRow> Rows)> results)
    {
        foreach ((IReproduction reproduction, IReadOnlyList<ReproductionRow> rows) in results)
        {
            Table table = new() { Title = new TableTitle(Markup.Escape(reproduction.Name)) };
            bool tellsBasis = rows.Any(row => row.Basis != ReportedBasis.Unknown);
            string[] headings = ["case", "quantity", "reported", "modelled", "difference", "kind"];
            foreach (string heading in tellsBasis ? [.. headings, "reported as"] : headings)
            {
                TableColumn column = new TableColumn(heading).NoWrap();
                table.AddColumn(heading is "reported" or "modelled" or "difference" ? column.RightAligned() : column);
            }

            foreach (ReproductionRow row in rows)
            {
                string[] cells =
                [
                    row.Case, row.Quantity, Number(row.Reported), Number(row.Modelled), Difference(row.RelativeError),
                    row.Kind.ToString().ToLowerInvariant(),
                ];
                string basis = row.Basis == ReportedBasis.Unknown ? "-" : row.Basis.ToString().ToLowerInvariant();
                table.AddRow([.. (tellsBasis ? [.. cells, basis] : cells).Select(Markup.Escape)]);
            }

            Screen.Write(table);
            ReproductionRow[] exact = [.. rows.Where(row => row.Kind == ReproductionKind.Exact && row.Reported
                is not null)];
            Screen.Line(
                $"source: {reproduction.Source}\n{exact.Count(row => row.Holds)} of {exact.Length} exact rows agree; "
                + $"{rows.Count(row => row.Reported is null)} rows have no published number at hand");
            PrintSummaries(reproduction.Summaries(rows));
            foreach (string assumption in reproduction.Assumptions)
            {
                Screen.Line($"assumed: {assumption}");
            }

            foreach (ReproductionRow row in rows.Where(row => row.Note is not null))
            {
                Screen.Line($"{row.Case} {row.Quantity}: {row.Note}");
            }

            Screen.Line(string.Empty);
        }
    }

    private static void PrintSummaries(IReadOnlyList<ErrorSummary> summaries)
    {
        if (summaries.Count == 0)
        {
            return;
        }

        Table table = new();
        table.AddColumn("rows of").AddColumn("kind");
        foreach (string heading in new[] { "rows", "mean error", "worst" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (ErrorSummary summary in summaries)
        {
            table.AddRow(Markup.Escape(summary.Group), summary.Kind.ToString().ToLowerInvariant(),
                summary.Rows.ToString(CultureInfo.InvariantCulture),
                summary.Mean.ToString("0.0%", CultureInfo.InvariantCulture),
                summary.Worst.ToString("0.0%", CultureInfo.InvariantCulture));
        }

        Screen.Write(table);
    }

    private static string Number(double? value) => value switch
    {
        null => "-",
        { } number when number == Math.Floor(number) && Math.Abs(number) < 1e15 =>
            number.ToString("#,0", CultureInfo.InvariantCulture),
        { } number => number.ToString("G7", CultureInfo.InvariantCulture),
    };

    private static string Difference(double? error) => error switch
    {
        null => "-",
        0 => "0",
        { } share => share.ToString(Math.Abs(share) < 1e-3 ? "0.0E+0" : "+0.00%;-0.00%", CultureInfo.InvariantCulture),
    };
}
