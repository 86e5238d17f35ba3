using System.Text;
using Accel.Arch.Diagnostics;
using Accel.Explore.Quantization;
using Accel.Explore.Reports;
using Accel.Explore.Reports.Figures;
using Accel.Explore.Search;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Configuration;

/// <summary>A sweep from plan to result store to report.</summary>
/// <param name="provenance">Version, inputs and command that the store keeps.</param>
/// <param name="folder">The output folder.</param>
public sealed class SweepSession(SweepPlan plan, Provenance provenance, string folder, TimeProvider time)
{
    public const string ReportFile = "report.html";

    public const string PlotFile = "pareto.svg";

    /// <summary>The folder of all other figures.</summary>
    public const string FigureFolder = "figures";

    /// <summary>Evaluates what is left of the sweep. A cancellation keeps everything that was finished.</summary>
    /// <param name="shard">The part of the sweep that goes into this folder.</param>
    /// <exception cref="InputException">The folder has a store that this sweep cannot use.</exception>
    public SweepResult Run(bool resume, int jobs, IProgress<SweepProgress>? progress, CancellationToken cancellation,
        Shard? shard = null)
    {
        // One place says which points a sweep has: shards are slices of them. A search in waves finds them on the way.
        PointOrder? points = plan.Search.Points(plan.Definition.Space) is { } known ? new PointOrder(known) : null;
        if (points is null && shard is { IsWhole: false })
        {
            throw new ArgumentException($"a search of kind {plan.Search.Kind} has no shards", nameof(shard));
        }

        SweepPart part = points is null ? SweepPart.Search : new SweepPart(shard ?? Shard.Whole, points.Count);
        SweepWork work = points is null ? new SweepWork([]) : SweepWork.Remaining(points, part, 0, 0);
        SearchArchive? stored = null;
        bool resumes = resume && File.Exists(StoreFile.PathIn(folder));
        using ResultWriter writer = !resumes
            ? ResultWriter.Create(folder, plan.Definition, provenance, time, part)
            : points is null
            ? ResultWriter.ResumeSearch(folder, plan.Definition, provenance, time, out stored)
            : ResultWriter.Resume(folder, plan.Definition, provenance, time, out work, part, points);
        QuantizationError error = new();
        PointMemos memos = new(plan);
        Func<IPointEvaluator> evaluators = () => new DesignPointEvaluator(plan, error, memos);
        if (points is not null)
        {
            return new SweepRunner(plan.Definition, evaluators, time).Run(work, jobs, writer, progress, cancellation);
        }

        SearchLoop loop = new(plan.Definition, evaluators, time);
        SweepResult result = loop.Run(plan.Search, stored, jobs, writer, progress, cancellation);
        if (result.IsComplete && stored is not null && loop.Replayed < stored.Count)
        {
            throw new InputException(DiagnosticCodes.Store, new SourceLocation(StoreFile.PathIn(folder)),
                $"the results have {stored.Count - loop.Replayed} points that this search does not ask for",
                "sweep again");
        }

        if (result.IsComplete)
        {
            writer.Complete(loop.Waves());
        }

        return result;
    }

    /// <summary>Writes the report and the static figures beside the store.</summary>
    /// <param name="withPng">Whether each figure is written in pixels too.</param>
    public static ReportModel WriteReport(ResultStore store, SweepPlan plan, string folder, bool withPng = false)
    {
        ReportModel model = ReportBuilder.Build(store, plan);
        WriteWhole(Path.Combine(folder, ReportFile), ReportHtml.Write(model));
        (string x, string y) = Axes(model);
        string figures = Path.Combine(folder, FigureFolder);
        Directory.CreateDirectory(figures);
        WriteFigure(Path.Combine(folder, PlotFile), Plots.Pareto(model, x, y, ReportFigures.Colour(model)), withPng);
        foreach (Figure figure in ReportFigures.Of(model))
        {
            WriteFigure(Path.Combine(figures, figure.Name + ".svg"), figure, withPng);
        }

        return model;
    }

    private static void WriteFigure(string path, Figure figure, bool withPng)
    {
        WriteWhole(path, Encoding.UTF8.GetBytes(figure.Svg()));
        if (withPng)
        {
            WriteWhole(Path.ChangeExtension(path, ".png"), figure.Png());
        }
    }

    /// <summary>The first two objectives, or the one against area, or against energy where not all have an
    /// area.</summary>
    private static (string X, string Y) Axes(ReportModel model)
    {
        string[] objectives = [.. model.Objectives.Select(metric => metric.Key)];
        if (objectives.Length > 1)
        {
            return (objectives[0], objectives[1]);
        }

        bool hasAreas = model.Points.All(point =>
            point.Infeasible is not null || !double.IsNaN(point.Metrics[PointMetrics.Area]));
        return (PointMetrics.Names[hasAreas ? PointMetrics.Area : PointMetrics.Energy], objectives[0]);
    }

    /// <summary>A reader never finds half a file.</summary>
    private static void WriteWhole(string path, byte[] content)
    {
        string unfinished = path + ".new";
        try
        {
            File.WriteAllBytes(unfinished, content);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (ArgumentOutOfRangeException failure)
        {
            // What .NET makes of a file that is larger than this user's may be (EFBIG).
            throw new IOException(failure.Message, failure);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
