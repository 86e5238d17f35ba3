using System.Globalization;
using Accel.Arch.Activity;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Explore.Runs;
using Spectre.Console;

namespace Accel.Cli.Output;

/// <summary>Prints a run for people: a layer table for each phase, totals, and what bounds it.</summary>
internal static class RunTables
{
    private static readonly string[] Headings =
        ["layer", "M", "K", "N", "count", "weights", "cycles", "compute", "DRAM", "util", "energy"];

    public static void Print(RunResult run)
    {
        Line($"{run.Design.Name}  |  {run.Workload}  |  schedule {run.Design.Schedule}  |  "
            + Si.Text(run.Design.Clock.Value, "Hz"));
        foreach (PhaseResult phase in run.Phases)
        {
            PrintPhase(run, phase);
        }

        if (run.Resources is { } resources)
        {
            ResourceTable.Print(resources, run.Design.Technology);
        }

        PrintTotals(run);
        foreach (string caveat in run.Caveats)
        {
            Line($"Mind: {caveat}.");
        }

        int estimates = run.Assumptions.Count(assumption => assumption.IsEstimated);
        if (estimates > 0)
        {
            Line($"{estimates} of {run.Assumptions.Count} assumptions behind these figures are estimates; "
                + "--json lists them with their sources.");
        }
    }

    private static void PrintPhase(RunResult run, PhaseResult phase)
    {
        Table table = new() { Title = new TableTitle(Markup.Escape(Title(run, phase))) };
        foreach (string heading in Headings)
        {
            TableColumn column = new TableColumn(heading).NoWrap();
            table.AddColumn(heading is "layer" or "weights" ? column : column.RightAligned());
        }

        foreach (LayerResult layer in phase.Layers)
        {
            ActivityCounts counts = layer.Counts;
            table.AddRow([.. new[]
            {
                layer.Operator.Name, Number(layer.M), layer.K == 0 ? "-" : Number(layer.K), Number(layer.N),
                Number(layer.Operator.Count), layer.Weights?.ToString() ?? "-",
                Si.Text(counts.Cycles, string.Empty), Si.Text(counts.ComputeCycles, string.Empty),
                Si.Text(counts.DramCycles, string.Empty), layer.Weights is null ? "-" : Percent(layer.Utilization),
                Si.Text(layer.Energy.Total.Value, "J"),
            }.Select(Markup.Escape)]);
        }

        Screen.Write(table);
        Totals totals = phase.Totals;
        string rate = Si.Text(totals.TokensPerSecond, run.CountsImages ? "image/s" : "token/s");
        Line($"  {Si.Text(totals.Latency.Value, "s")}, {rate}, "
            + $"{Si.Text(totals.Energy.Total.Value, "J")}, "
            + $"utilization {Percent(totals.Utilization)}; {Bound(phase)}; {Roof(run, totals)}");
        if (phase.ProgramBytes is { } program)
        {
            Line($"  program of the longest step: {Si.Text(program, "B")}");
        }
    }

    private static void PrintTotals(RunResult run)
    {
        Totals totals = run.Totals;
        Grid grid = new();
        grid.AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn());
        (string Name, string Text)[] rows =
        [
            ("latency", $"{Si.Text(totals.Latency.Value, "s")}  ({Number(totals.Counts.Cycles)} cycles)"),
            ("energy", $"{Si.Text(totals.Energy.Total.Value, "J")}  ({Parts(totals.Energy)})"),
            ("power", Si.Text(totals.Power.Value, "W")),
            .. run.Resources is null
                ? [("area", $"{Area(run.Area.Total)} mm2  ({Parts(run.Area)})")]
                : Array.Empty<(string, string)>(),
            ("DRAM", $"{Si.Text(totals.Counts.DramReadBytes, "B")} read, "
                + $"{Si.Text(totals.Counts.DramWriteBytes, "B")} written"),
        ];
        foreach ((string name, string text) in rows)
        {
            grid.AddRow(new Text(name), new Text(text));
        }

        Screen.Write(grid);
    }

    private static string Title(RunResult run, PhaseResult phase) => run.CountsImages
        ? $"one pass of {Number(phase.Totals.Tokens)} {(phase.Totals.Tokens == 1 ? "image" : "images")}"
        : phase.Phase.Kind == PhaseKind.Prefill
        ? $"prefill of {Tokens(phase.Phase.Tokens)}"
        : phase.Phase.ContextGrows
            ? $"decode of {Tokens(phase.Phase.Steps)}, "
                + $"context {Number(phase.Phase.Context)} to {Number(phase.Phase.LastContext)}"
            : $"decode of {Tokens(phase.Phase.Steps)} at context {Number(phase.Phase.Context)}";

    private static string Tokens(long count) => $"{Number(count)} {(count == 1 ? "token" : "tokens")}";

    private static string Parts(EnergyBreakdown energy) =>
        $"compute {Si.Text(energy.Compute.Value, "J")}, SRAM {Si.Text(energy.Sram.Value, "J")}, "
        + $"DRAM {Si.Text(energy.Dram.Value, "J")}, static {Si.Text(energy.Static.Value, "J")}";

    private static string Parts(AreaBreakdown area) =>
        $"PEs {Area(area.Pes)}, edge {Area(area.Edge)}, accumulators {Area(area.Accumulators)}, "
        + $"vector unit {Area(area.VectorUnit)}, buffers {Area(area.Buffers)}";

    private static string Area(SquareMillimetres area) => area.Value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>What takes most of a phase's time; shares overlap, and the fabric waits for its processor.</summary>
    private static string Bound(PhaseResult phase)
    {
        ActivityCounts counts = phase.Totals.Counts;
        (string Name, long Cycles)[] shares =
        [
            ("compute", counts.ComputeCycles), ("DRAM", counts.DramCycles),
            ("the processor", phase.Layers.Where(layer => layer.IsOnProcessor).Sum(layer => layer.Counts.Cycles)),
        ];
        string[] texts =
        [
            .. shares.OrderByDescending(share => share.Cycles)
                .Where(share => share.Cycles > 0 || share.Name != "the processor")
                .Select((share, rank) =>
                    (rank == 0 ? $"bound by {share.Name} (" : $"{share.Name} ")
                    + Percent((double)share.Cycles / counts.Cycles) + (rank == 0 ? " of the time" : string.Empty)),
        ];
        return $"{texts[0]}; {string.Join(", ", texts[1..])})";
    }

    /// <summary>The phase's place under the roofline.</summary>
    private static string Roof(RunResult run, Totals totals)
    {
        double bytes = totals.Counts.DramBytes;
        double bandwidth = RunEvaluator.DramBandwidth(run.Design);
        return bytes == 0
            ? "no DRAM traffic"
            : $"{Si.Text(totals.Counts.Macs / bytes, "MAC/B")} at "
                + $"{Si.Text(totals.Counts.Macs / totals.Latency.Value, "MAC/s")}, "
                + $"the memory roof there is {Si.Text(totals.Counts.Macs / bytes * bandwidth, "MAC/s")}";
    }

    private static void Line(string text) => Screen.Line(text);

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("0.0%", CultureInfo.InvariantCulture);
}
