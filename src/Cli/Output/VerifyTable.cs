using System.Globalization;
using Accel.Arch.Devices;
using Accel.HlsEmit.Verification;
using Spectre.Console;

namespace Accel.Cli.Output;

/// <summary>Prints what was verified: a line a check, then what the netlists take.</summary>
internal static class VerifyTable
{
    public static void Print(VerifyResult result)
    {
        string parameters = string.Join(", ", result.Emission.Engine.Parameters.Select(parameter =>
            string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} {parameter.Value}")));
        Screen.Line($"{result.Emission.Request.Design.Name}: {result.Emission.Engine.Module} ({parameters})");
        Table table = new();
        table.AddColumn("check").AddColumn("tool").AddColumn("verdict");
        table.AddColumn(new TableColumn("measured").RightAligned());
        table.AddColumn(new TableColumn("expected").RightAligned());
        foreach (Check check in result.Checks)
        {
            table.AddRow(Markup.Escape(check.Name), check.Tool, check.Passed ? "pass" : "[red]FAIL[/]",
                Count(check.Measured), Count(check.Expected));
        }

        Screen.Write(table);
        foreach (Check check in result.Checks.Where(check => check.Detail is not null))
        {
            Screen.Line($"{check.Name} ({check.Tool}):\n{check.Detail}");
        }

        PrintNetlists(result);
        foreach (string tool in result.Missing)
        {
            Screen.Line($"{tool} is not installed: its checks were passed over");
        }

        Screen.Line(result.Passed ? "all checks passed"
            : string.Create(CultureInfo.InvariantCulture,
                $"{result.Checks.Count(check => !check.Passed)} of {result.Checks.Count} checks failed"));
    }

    private static void PrintNetlists(VerifyResult result)
    {
        if (result.FpgaCells is { } cells)
        {
            FpgaResources taken = cells.Resources;
            Screen.Line(string.Create(CultureInfo.InvariantCulture,
                $"UltraScale+ by Yosys: {taken.Luts:0} LUT, {taken.Ffs:0} FF, {taken.Dsps:0} DSP, {taken.Bram36:0.#} "
                + $"BRAM36, {taken.Urams:0} URAM"));
        }

        if (result.AsicCells is { } asic)
        {
            string area = result.AsicArea is { } value
                ? string.Create(CultureInfo.InvariantCulture, $", area {value:0} as the Liberty file counts")
                : string.Empty;
            Screen.Line(string.Create(CultureInfo.InvariantCulture,
                $"standard cells by Yosys: {asic.Total} cells{area}"));
        }
    }

    private static string Count(double? count) => count?.ToString("#,0.#", CultureInfo.InvariantCulture) ?? "-";
}
