using Accel.Explore.Sweeps;

namespace Accel.Explore.Pareto;

/// <summary>Picks from a front the best point of each objective, and its knee.</summary>
/// <remarks>
/// The knee is the point nearest to the ideal point (the best of every objective at once), in Euclidean distance after
/// each objective is scaled to 0..1 over the front. An objective that does not vary over the front plays no part.
/// Ties go to the point nearer to the ideal, then to the lower number.
/// </remarks>
public static class ChosenPoints
{
    public const string Knee = "knee";

    /// <summary>The chosen points: best of the first objective, of the second, and the knee; each point once.</summary>
    /// <param name="front">The Pareto front: the best of each objective always stands on it.</param>
    /// <returns>Nothing when the front is empty.</returns>
    public static IReadOnlyList<ChosenPoint> Of(SweepDefinition definition, IReadOnlyList<SweepPoint> front)
    {
        if (front.Count == 0)
        {
            return [];
        }

        double[][] oriented = [.. front.Select(point => Orient(definition, point))];
        double[] distances = Distances(oriented);
        List<(SweepPoint Point, string Role)> choices = [];
        for (int objective = 0; objective < definition.Objectives.Count; objective++)
        {
            SweepPoint best = front[Best(front, row => oriented[row][objective], distances)];
            choices.Add((best, $"best {definition.Objectives[objective].Metric}"));
        }

        choices.Add((front[Best(front, row => distances[row], distances)], Knee));
        return
        [
            .. choices.GroupBy(choice => choice.Point.Index).Select(group =>
                new ChosenPoint(group.First().Point, [.. group.Select(choice => choice.Role)])),
        ];
    }

    private static double[] Orient(SweepDefinition definition, SweepPoint point)
    {
        double[] oriented = new double[definition.Objectives.Count];
        definition.Orient(point.Metrics, oriented);
        return oriented;
    }

    private static double[] Distances(double[][] oriented)
    {
        double[] squares = new double[oriented.Length];
        for (int objective = 0; objective < oriented[0].Length; objective++)
        {
            double ideal = oriented.Min(row => row[objective]);
            double extent = oriented.Max(row => row[objective]) - ideal;
            for (int row = 0; row < oriented.Length && extent > 0; row++)
            {
                double scaled = (oriented[row][objective] - ideal) / extent;
                squares[row] += scaled * scaled;
            }
        }

        return Array.ConvertAll(squares, Math.Sqrt);
    }

    private static int Best(IReadOnlyList<SweepPoint> front, Func<int, double> rank, double[] distances) =>
        Enumerable.Range(0, front.Count).MinBy(row => (rank(row), distances[row], front[row].Index));
}
