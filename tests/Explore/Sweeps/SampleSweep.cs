using Accel.Explore.Sweeps;

namespace Accel.Tests.Explore.Sweeps;

/// <summary>A small sweep with a formula behind it, for tests of the engine and the store.</summary>
internal static class SampleSweep
{
    public static SweepDefinition Definition(int rows = 40, double maxArea = 900) => new(
        "sample",
        new SweepSpace(
        [
            new SweepAxis("fabric.rows", [.. Enumerable.Range(1, rows).Select(value => $"{value}")]),
            new SweepAxis("fabric.columns", [.. Enumerable.Range(1, 25).Select(value => $"{value}")]),
            new SweepAxis("precision.weights", ["int8/128", "int6/128", "fp4-er-ea/128"]),
        ]),
        [
            new Metric("latency-s", "s", "time of both phases", "Latency"),
            new Metric("area-mm2", "mm2", "core area"),
            new Metric("mse", "", "error of the weights"),
        ],
        [
            new Objective("latency-s", ObjectiveGoal.Min),
            new Objective("area-mm2", ObjectiveGoal.Min),
            new Objective("mse", ObjectiveGoal.Min),
        ],
        [new Constraint("area-mm2", Min: 4, Max: maxArea)]);

    public static SweepPoint Point(SweepDefinition definition, long index)
    {
        int[] position = new int[definition.Space.Axes.Count];
        definition.Space.Decode(index, position);
        double[] metrics = new double[3];
        Array.Fill(metrics, double.NaN);
        InfeasibleReason? reason = new Evaluator().Evaluate(position, metrics).Reason;
        Constraint area = definition.Constraints[0];
        if (reason is null && metrics[1] < area.Min)
        {
            reason = new InfeasibleReason("< 4", "area-mm2");
        }

        if (reason is null && metrics[1] > area.Max)
        {
            reason = new InfeasibleReason("> 900", "area-mm2");
        }

        return new SweepPoint(index, metrics, reason);
    }

    public sealed class Evaluator : IPointEvaluator
    {
        public static readonly InfeasibleReason Odd = new("columns 7 need an even number, \"sorry\"");

        public Action<int[]> Before { get; init; } = _ => { };

        public PointOutcome Evaluate(ReadOnlySpan<int> axisValueIndices, Span<double> metrics)
        {
            Before(axisValueIndices.ToArray());
            int rows = axisValueIndices[0] + 1;
            int columns = axisValueIndices[1] + 1;
            if (columns == 7)
            {
                return new PointOutcome(Odd);
            }

            int bits = 8 - (2 * axisValueIndices[2]);
            metrics[0] = bits / (rows * (double)columns);
            metrics[1] = rows * columns * 1.1;
            metrics[2] = Math.Pow(4, -bits);
            return PointOutcome.Feasible;
        }
    }

    /// <summary>Keeps what the runner writes, in order.</summary>
    public sealed class MemorySink : IResultSink
    {
        public List<SweepPoint> Points { get; } = [];

        public int Flushes { get; private set; }

        public void Write(PointBatch batch)
        {
            for (int i = 0; i < batch.Count; i++)
            {
                Points.Add(new SweepPoint(batch.Indices[i], batch.Metrics(i).ToArray(), batch.Reasons[i]));
            }
        }

        public void Flush() => Flushes++;
    }

    /// <summary>Points as text, so that collections compare and failures read well.</summary>
    public static IEnumerable<string> Lines(IEnumerable<SweepPoint> points) =>
        points.Select(point => $"{point.Index}: {string.Join(' ', point.Metrics)} {point.Reason}");
}
