using System.Globalization;
using Accel.Explore.Configuration;
using Accel.Explore.Reports;
using Accel.Explore.Search;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;
using Spectre.Console;

namespace Accel.Cli.Output;

/// <summary>Prints what a sweep found: the chosen designs of its front, and where the report is.</summary>
internal static class FrontTable
{
    private const int MostReasons = 5;

    public static void Print(
        ResultStore store, SweepPlan plan, ReportModel report, SweepResult? result, string folder)
    {
        SweepDefinition definition = store.Definition;
        Line(string.Create(CultureInfo.InvariantCulture,
            $"{definition.Name}: {store.Count:#,0} points, {store.FeasibleCount:#,0} feasible, "
            + $"{report.Counts.Front:#,0} on the front"));
        if (result is { Elapsed.TotalSeconds: > 0 })
        {
            Line(string.Create(CultureInfo.InvariantCulture,
                $"evaluated {result.Evaluated:#,0} points in {result.Elapsed.TotalSeconds:0.00} s, "
                + $"{result.Evaluated / result.Elapsed.TotalSeconds:#,0} points/s"));
        }

        if (plan.Search is not ExhaustiveSettings)
        {
            Line($"search   {SearchFacts.Describe(plan, store)}");
        }

        if (SearchFacts.Progress(store.Waves) is { } progress)
        {
            Line($"hypervolume {progress}");
        }

        if (store.FeasibleCount > 0)
        {
            PrintChosen(definition, report);
        }
        else
        {
            PrintReasons(report);
        }

        Line($"report   {Path.Combine(folder, SweepSession.ReportFile)}");
        Line($"figure   {Path.Combine(folder, SweepSession.PlotFile)}");
        Line($"figures  {Path.Combine(folder, SweepSession.FigureFolder)}");
        Line($"results  {store.Path}");
    }

    private static void PrintChosen(SweepDefinition definition, ReportModel report)
    {
        Table table = new();
        table.AddColumn("chosen for");
        ReportMetric[] objectives = [.. report.Objectives];
        foreach (ReportMetric metric in objectives)
        {
            table.AddColumn(new TableColumn(Markup.Escape(metric.Key)).NoWrap().RightAligned());
        }

        int[] axes =
        [
            .. Enumerable.Range(0, definition.Space.Axes.Count)
                .Where(axis => definition.Space.Axes[axis].Values.Count > 1),
        ];
        foreach (SweepAxis axis in axes.Select(axis => definition.Space.Axes[axis]))
        {
            table.AddColumn(new TableColumn(
                Markup.Escape(axis.Path.Replace(".", ".\n", StringComparison.Ordinal))).RightAligned());
        }

        Dictionary<long, ReportPoint> points = report.Points.Where(point => point.OnFront).ToDictionary(point =>
            point.Id);
        foreach (ChosenDesign design in report.Designs)
        {
            ReportPoint point = points[design.PointId!.Value];
            table.AddRow([.. ((string[])
            [
                string.Join(", ", design.Reasons),
                .. objectives.Select(metric => Value(point.Metrics[report.MetricIndex(metric.Key)])),
                .. axes.Select(axis => definition.Space.Label(point.Id, axis)),
            ]).Select(Markup.Escape)]);
        }

        Screen.Write(table);
    }

    private static string Value(double metric) =>
        double.IsNaN(metric) ? "-" : metric.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>Where no point is feasible, the reasons are the result.</summary>
    private static void PrintReasons(ReportModel report)
    {
        Line("no point is feasible:");
        foreach ((string reason, long count) in report.Counts.Reasons.Take(MostReasons))
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"  {count,9:#,0} points: {reason}"));
        }

        if (report.Counts.Reasons.Length > MostReasons)
        {
            Line(string.Create(CultureInfo.InvariantCulture,
                $"  and {report.Counts.Reasons.Length - MostReasons:#,0} other reasons; 'accel export' lists them"));
        }
    }

    private static void Line(string text) => Screen.Line(text);
}
