namespace Accel.Explore.Pareto;

/// <summary>A few strong points of a front, which turn away most points that the front dominates.</summary>
/// <remarks>
/// Whoever turns a point away moves one place to the front, so that the next is mostly met by the first few. All
/// objectives are minimised.
/// </remarks>
internal sealed class DominanceGuard(int objectives)
{
    /// <summary>Asking more of them costs points that nobody dominates more than it saves.</summary>
    private const int Most = 256;

    private readonly double[] _values = new double[Most * objectives];
    private int _count;

    /// <summary>Whether one of them is no worse in every objective and better in one.</summary>
    public bool Dominates(ReadOnlySpan<double> point)
    {
        ReadOnlySpan<double> values = _values.AsSpan(0, _count * objectives);
        double first = point[0];
        for (int at = 0; at < values.Length; at += objectives)
        {
            if (values[at] <= first && Dominates(values.Slice(at, objectives), point))
            {
                Promote(at);
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes the strongest points of a front: those that dominate the largest part of its bounding box.
    /// </summary>
    /// <param name="front">n x k, row-major.</param>
    public void Choose(ReadOnlySpan<double> front)
    {
        int count = front.Length / objectives;
        double[] strengths = new double[count];
        Array.Fill(strengths, -1.0);
        for (int objective = 0; objective < objectives && count > 0; objective++)
        {
            (double min, double max) = (double.PositiveInfinity, double.NegativeInfinity);
            for (int point = 0; point < count; point++)
            {
                double value = front[(point * objectives) + objective];
                (min, max) = (Math.Min(min, value), Math.Max(max, value));
            }

            for (int point = 0; point < count && max > min; point++)
            {
                strengths[point] *= (max - front[(point * objectives) + objective]) / (max - min);
            }
        }

        int[] order = new int[count];
        for (int point = 0; point < count; point++)
        {
            order[point] = point;
        }

        Array.Sort(strengths, order);
        _count = Math.Min(count, Most);
        for (int place = 0; place < _count; place++)
        {
            front.Slice(order[place] * objectives, objectives).CopyTo(_values.AsSpan(place * objectives));
        }
    }

    private static bool Dominates(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        bool isBetter = false;
        for (int objective = 0; objective < one.Length; objective++)
        {
            if (!(one[objective] <= other[objective]))
            {
                return false;
            }

            isBetter |= one[objective] < other[objective];
        }

        return isBetter;
    }

    private void Promote(int at)
    {
        for (int place = at; at > 0 && place < at + objectives; place++)
        {
            (_values[place], _values[place - objectives]) = (_values[place - objectives], _values[place]);
        }
    }
}
