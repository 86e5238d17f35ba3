using Accel.Explore.Reports;
using Accel.Explore.Reports.Surveys;
using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Reports;

/// <summary>
/// A report that looks like a bit-serial sweep over Llama-2-7B: a small analytic model, not Accel's, so that the
/// report's tests stand without the rest of the program.
/// </summary>
internal static class SyntheticReport
{
    public const string HostileName = 
        "<script>document.title='owned'</script>\"'</script><img src=x onerror=alert(1)>&{{data}}";

    private static readonly string[] Formats = ["int8/128", "int6/128", "int5/128", "fp4-er-ea/128", "fp3-er-ea/128"];
    private static readonly double[] TermCycles = [4, 3, 3, 2, 2];
    private static readonly double[] BitsPerWeight = [8.19, 6.19, 5.19, 4.08, 3.08];
    private static readonly InfeasibleReason Broken = new("a weight tile does not fit its buffer");
    private static readonly int[] Objectives = [0, 1, 2, 3];
    private static readonly double[] Errors = [2.6e-5, 4.4e-4, 1.9e-3, 5.1e-3, 2.4e-2];

    /// <summary>What the report asks of the points.</summary>
    public static readonly SurveyRequest Request = new(
        [0, 1, 2, 3], new Dictionary<int, IReadOnlyList<double>> { [2] = BitsPerWeight });

    /// <param name="scale">Points are 360 times this many buffer sizes.</param>
    /// <param name="room">For so many points; see <see cref="SurveyRequest.Room"/>.</param>
    public static ReportModel Create(
        int scale = 14, string name = "bitserial-llama2-7b", int room = SurveyRequest.DefaultRoom)
    {
        SweepDefinition definition = Definition(scale, name);
        IReadOnlyList<SweepPoint> all = Points(definition);
        ReportSurvey survey = ReportSurvey.Of(
            definition, all.Count, visit => Visit(all, visit), Request with { Room = room });
        return Model(definition, survey, name);
    }

    public static SweepDefinition Definition(int scale, string name = "bitserial-llama2-7b") => new(
        name,
        new SweepSpace(
        [
            new("fabric.rows", ["16", "32", "48", "64", "96", "128"]),
            new("fabric.columns", ["16", "32", "64", "128"]),
            new("precision.weights", Formats),
            new("buffers.weights", [.. Enumerable.Range(1, scale).Select(i => $"{64 * i} KiB")]),
            new("dram.bandwidth", ["16 GB/s", "32 GB/s", "64 GB/s"]),
            new("schedule", [HostileName]),
        ]),
        [
            new("latency-s", "s", "", "Latency"), new("energy-j", "J", "", "Energy"),
            new("area-mm2", "mm²", "", "Area"),
            new("weight-mse", "", "", "Weight MSE"), new("prefill-latency-s", "s", "", "Prefill latency"),
            new("decode-latency-s", "s", "", "Decode latency"), new("power-w", "W", "", "Power"),
            new("tokens-per-s", "tokens/s", "", "Decode rate"),
        ],
        [
            new("latency-s", ObjectiveGoal.Min), new("energy-j", ObjectiveGoal.Min), new("area-mm2", ObjectiveGoal.Min),
            new("weight-mse", ObjectiveGoal.Min),
        ],
        [new("area-mm2", Max: 10)]);

    /// <summary>All points, in order.</summary>
    public static IReadOnlyList<SweepPoint> Points(SweepDefinition definition)
    {
        InfeasibleReason large = new("> 10", "area-mm2");
        int[] place = new int[6];
        List<SweepPoint> points = [];
        for (long index = 0; index < definition.Space.Count; index++)
        {
            definition.Space.Decode(index, place);
            double[]? metrics = Metrics(definition, place);
            points.Add(metrics is null
                ? new SweepPoint(index, [.. Enumerable.Repeat(double.NaN, 8)], Broken)
                : new SweepPoint(index, metrics, metrics[2] <= 10 ? null : large));
        }

        return points;
    }

    /// <summary>The metrics of a point, or null: too narrow an interface cannot start the largest array.</summary>
    private static double[]? Metrics(SweepDefinition definition, ReadOnlySpan<int> place) =>
        place[0] == 5 && place[3] == 0
            ? null
            : Evaluate(
                int.Parse(definition.Space.Axes[0].Values[place[0]]),
                int.Parse(definition.Space.Axes[1].Values[place[1]]), place[2], 64 * (place[3] + 1),
                16e9 * (1 << place[4]));

    public static void Visit(IEnumerable<SweepPoint> points, PointVisitor visit)
    {
        foreach (SweepPoint point in points)
        {
            visit(point.Index, [.. point.Metrics], point.Reason);
        }
    }

    /// <summary>The front by comparing all with all.</summary>
    public static long[] FrontOf(IEnumerable<SweepPoint> points)
    {
        SweepPoint[] feasible = [.. points.Where(point => point.IsFeasible)];
        return
        [
            .. feasible.Where(own => !feasible.Any(other =>
                Objectives.All(m => other.Metrics[m] <= own.Metrics[m])
                && Objectives.Any(m => other.Metrics[m] < own.Metrics[m]))).Select(point => point.Index),
        ];
    }

    private static ReportModel Model(SweepDefinition definition, ReportSurvey survey, string name)
    {
        HashSet<long> front = [.. survey.Front.Select(point => point.Index)];
        int[] place = new int[6];
        List<ReportPoint> points = [];
        foreach (SweepPoint point in survey.Shown)
        {
            definition.Space.Decode(point.Index, place);
            points.Add(new ReportPoint(
                point.Index, [.. place], [.. point.Metrics], front.Contains(point.Index), point.Reason));
        }

        return new ReportModel
        {
            Title = $"{name}: bit-serial designs for Llama-2-7B",
            SweepName = name,
            AccelVersion = "0.1.0",
            Facts =
            [
                new("Workload", "llama-2-7b-chat"), new("Technology", "cmos-28nm"), new("Search", "exhaustive"),
                new("Hostile", HostileName),
            ],
            Axes = [.. definition.Space.Axes.Select(axis => new ReportAxis(axis.Path, [.. axis.Values]))],
            Metrics = [.. definition.Metrics.Select((metric, i) => new ReportMetric(
                metric.Name, metric.Label, metric.Unit, i == 7 ? Better.Higher : Better.Lower, i < 4))],
            Points = points,
            Counts = survey.Counts,
            Densities = survey.Densities,
            Effects = survey.Effects,
            PrecisionSteps = survey.PrecisionSteps,
            Constraints = survey.Constraints,
            Designs = SyntheticDesigns.Choose(points),
            Assumptions =
            [
                new("A PE with four lanes takes 1517 µm² in 28 nm.", "Chen et al., HPCA 2025, Table X", false),
                new("DRAM reads and writes cost 10 pJ a bit.", "estimated from DDR4 data sheets", true),
                new(HostileName, HostileName, true),
            ],
            Provenance = new(
                "accel sweep bitserial-llama2-7b",
                ["accel run configs/designs/bitmod-28nm.yaml --workload configs/workloads/llama-2-7b-chat.yaml"],
                [new("Accel", "0.1.0"), new(".NET", "10.0"), new("MathNet.Numerics", "5.0.0")],
                [
                    new("sweeps/bitserial-llama2-7b.yaml", $"kind: sweep\nname: '{HostileName}'\n"),
                    new("designs/bitmod-28nm.yaml", "kind: design\n"),
                ]),
        };
    }

    private static double[] Evaluate(int rows, int columns, int format, int bufferKib, double bandwidth)
    {
        const double weights = 6.6e9;
        double rate = rows * columns * 4 / TermCycles[format] * 1e9;
        double prefillFetch = weights * BitsPerWeight[format] / 8 / bandwidth * (1 + 96.0 / bufferKib);
        double prefill = Math.Max(256 * weights / (rate * 0.93), prefillFetch);
        double stepFetch = weights * BitsPerWeight[format] / 8 / bandwidth;
        double decode = 256 * Math.Max(weights / (rate / columns * 0.9), stepFetch) * 1.02;
        double latency = prefill + decode;
        double area = rows * columns * 1.517e-3 + bufferKib * 2.1e-3 + 0.4;
        double traffic = (prefillFetch + 256 * stepFetch) * bandwidth;
        double energy = traffic * 8e-11 + 512 * weights * TermCycles[format] * 2.1e-13 + area * 0.02 * latency;
        return [latency, energy, area, Errors[format], prefill, decode, energy / latency, 256 / decode];
    }

    /// <summary>Evaluates the same points for a sweep, which checks the constraint itself.</summary>
    public sealed class Evaluator(SweepDefinition definition) : IPointEvaluator
    {
        public PointOutcome Evaluate(ReadOnlySpan<int> axisValueIndices, Span<double> metrics)
        {
            if (Metrics(definition, axisValueIndices) is not { } known)
            {
                return new PointOutcome(Broken);
            }

            known.CopyTo(metrics);
            return PointOutcome.Feasible;
        }
    }
}
