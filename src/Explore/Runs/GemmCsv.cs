using System.Globalization;
using Accel.Arch.Diagnostics;

namespace Accel.Explore.Runs;

/// <summary>
/// Reads the products of <c>gemm --csv</c>: columns name, m, k, n in any order, found by their header.
/// </summary>
public static class GemmCsv
{
    private static readonly string[] Columns = ["name", "m", "k", "n"];

    /// <summary>The products of a text; diagnostics for all lines that are wrong.</summary>
    public static IReadOnlyList<NamedGemm> Read(string text, string file, DiagnosticBag diagnostics)
    {
        string[] lines = text.Split('\n');
        string[] header = [.. Cells(lines[0]).Select(cell => cell.ToLowerInvariant())];
        int[] at = [.. Columns.Select(column => Array.IndexOf(header, column))];
        if (at.Contains(-1))
        {
            diagnostics.Error(DiagnosticCodes.DataFile, new SourceLocation(file, 1, 1),
                $"the first line must name the columns {string.Join(", ", Columns)}",
                "such as: name,m,k,n; a SCALE-Sim topology is a workload: accel run DESIGN --workload FILE");
            return [];
        }

        List<NamedGemm> gemms = [];
        for (int line = 1; line < lines.Length; line++)
        {
            if (lines[line].Trim().Length > 0
                && ReadLine(lines[line], at, new SourceLocation(file, line + 1, 1), diagnostics) is { } gemm)
            {
                gemms.Add(gemm);
            }
        }

        if (gemms.Count == 0 && !diagnostics.HasErrors)
        {
            diagnostics.Error(DiagnosticCodes.DataFile, new SourceLocation(file), "the file lists no products");
        }

        return gemms;
    }

    private static NamedGemm? ReadLine(string line, int[] at, SourceLocation where, DiagnosticBag diagnostics)
    {
        string[] cells = Cells(line);
        if (cells.Length <= at.Max())
        {
            diagnostics.Error(DiagnosticCodes.DataFile, where,
                $"the line has {cells.Length} cells, {at.Max() + 1} are needed");
            return null;
        }

        long[] extents = new long[3];
        bool isWhole = true;
        for (int i = 0; i < 3; i++)
        {
            string cell = cells[at[i + 1]];
            if (!long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out extents[i])
                || extents[i] is < 1 or > NamedGemm.MaximumExtent)
            {
                diagnostics.Error(DiagnosticCodes.DataFile, where with { Column = ColumnOf(line, at[i + 1]) },
                    $"{Columns[i + 1]} must be a whole number from 1 to {NamedGemm.MaximumExtent}, got '{cell}'");
                isWhole = false;
            }
        }

        return isWhole ? new NamedGemm(cells[at[0]], extents[0], extents[1], extents[2]) : null;
    }

    /// <summary>Where a cell's text begins in its line, counted from 1.</summary>
    private static int ColumnOf(string line, int cell)
    {
        int start = 0;
        for (int i = 0; i < cell; i++)
        {
            start = line.IndexOf(',', start) + 1;
        }

        while (start < line.Length && char.IsWhiteSpace(line[start]))
        {
            start++;
        }

        return start + 1;
    }

    private static string[] Cells(string line) => line.Trim('\r', '\uFEFF').Split(',', StringSplitOptions.TrimEntries);
}
