namespace Accel.Explore.Search;

/// <summary>How much room a point has between its neighbours on a front.</summary>
/// <remarks>
/// Deb et al. 2002, Section III.B: for each objective the distance between the neighbours on both sides, in parts of
/// the front's extent, summed; infinite for the first and the last of each objective.
/// </remarks>
internal static class CrowdingDistance
{
    /// <param name="values">n x k, row-major: the objectives of one front.</param>
    /// <param name="objectives">k.</param>
    public static double[] Of(double[] values, int objectives)
    {
        int count = values.Length / objectives;
        double[] distances = new double[count];
        int[] sorted = [.. Enumerable.Range(0, count)];
        for (int objective = 0; objective < objectives && count > 0; objective++)
        {
            int column = objective;
            Array.Sort(sorted, (left, right) =>
            {
                int order = values[(left * objectives) + column].CompareTo(values[(right * objectives) + column]);
                return order != 0 ? order : left.CompareTo(right);
            });
            double Value(int place) => values[(sorted[place] * objectives) + column];
            double extent = Value(count - 1) - Value(0);
            distances[sorted[0]] = double.PositiveInfinity;
            distances[sorted[^1]] = double.PositiveInfinity;
            for (int place = 1; place < count - 1 && extent > 0; place++)
            {
                distances[sorted[place]] += (Value(place + 1) - Value(place - 1)) / extent;
            }
        }

        return distances;
    }
}
