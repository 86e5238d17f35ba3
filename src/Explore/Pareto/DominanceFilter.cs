namespace Accel.Explore.Pareto;

/// <summary>Marks dominated points by divide and conquer, for three objectives and more.</summary>
/// <remarks>No two points may be equal.</remarks>
/// <param name="values">n x k, row-major, all minimised, none NaN.</param>
/// <param name="dominated">One mark for each point; marked points are left out of further work.</param>
internal sealed class DominanceFilter(double[] values, int objectives, bool[] dominated)
{
    /// <summary>So few pairs are compared one by one; between 64 and 4096 the choice makes little difference.</summary>
    private const long FewPairs = 1024;

    /// <summary>Marks the points that others of the same set dominate.</summary>
    /// <param name="points">In lexicographic order, so that only an earlier point can dominate a later one.</param>
    public void MarkWithin(ReadOnlySpan<int> points)
    {
        if (points.Length < 2)
        {
            return;
        }

        ReadOnlySpan<int> earlier = points[..(points.Length / 2)];
        ReadOnlySpan<int> later = points[(points.Length / 2)..];
        MarkWithin(earlier);
        MarkWithin(later);

        // The order settles the first objective. Points differ, so "no worse in the others" is enough from here on.
        MarkBetween(Unmarked(earlier), Unmarked(later), 1);
    }

    /// <summary>Marks candidates that a rival equals or beats in all objectives from one on.</summary>
    private void MarkBetween(Span<int> rivals, Span<int> candidates, int from)
    {
        if (rivals.IsEmpty || candidates.IsEmpty)
        {
            return;
        }

        if ((long)rivals.Length * candidates.Length <= FewPairs)
        {
            MarkPairwise(rivals, candidates, from);
        }
        else if (from == objectives - 1)
        {
            MarkByLast(rivals, candidates);
        }
        else if (from == objectives - 2)
        {
            MarkBySweep(rivals, candidates, from);
        }
        else
        {
            Divide(rivals, candidates, from);
        }
    }

    private void Divide(Span<int> rivals, Span<int> candidates, int from)
    {
        (double rivalMin, double rivalMax) = Extent(rivals, from);
        (double candidateMin, double candidateMax) = Extent(candidates, from);
        if (rivalMin > candidateMax)
        {
            return;
        }

        if (rivalMax <= candidateMin)
        {
            MarkBetween(rivals, candidates, from + 1);
            return;
        }

        // Neither side is settled, so the values differ and the pivot leaves something on both of its sides.
        double max = Math.Max(rivalMax, candidateMax);
        double pivot = Pivot(rivals, candidates, from);
        if (pivot == max)
        {
            pivot = Math.Max(LargestBelow(rivals, from, max), LargestBelow(candidates, from, max));
        }

        int lowRivals = Partition(rivals, from, pivot);
        int lowCandidates = Partition(candidates, from, pivot);
        MarkBetween(rivals[..lowRivals], candidates[..lowCandidates], from);
        MarkBetween(rivals[..lowRivals], Unmarked(candidates[lowCandidates..]), from + 1);
        MarkBetween(rivals[lowRivals..], Unmarked(candidates[lowCandidates..]), from);
    }

    private void MarkPairwise(ReadOnlySpan<int> rivals, ReadOnlySpan<int> candidates, int from)
    {
        foreach (int candidate in candidates)
        {
            ReadOnlySpan<double> its = values.AsSpan(candidate * objectives, objectives)[from..];
            foreach (int rival in rivals)
            {
                ReadOnlySpan<double> others = values.AsSpan(rival * objectives, objectives)[from..];
                int objective = 0;
                while (objective < its.Length && others[objective] <= its[objective])
                {
                    objective++;
                }

                if (objective == its.Length)
                {
                    dominated[candidate] = true;
                    break;
                }
            }
        }
    }

    private void MarkByLast(ReadOnlySpan<int> rivals, ReadOnlySpan<int> candidates)
    {
        double best = Extent(rivals, objectives - 1).Min;
        foreach (int candidate in candidates)
        {
            dominated[candidate] |= best <= Value(candidate, objectives - 1);
        }
    }

    /// <summary>Two objectives left: sorts both sides by one, and carries the rivals' best in the other.</summary>
    private void MarkBySweep(Span<int> rivals, Span<int> candidates, int from)
    {
        rivals.Sort((left, right) => Value(left, from).CompareTo(Value(right, from)));
        candidates.Sort((left, right) => Value(left, from).CompareTo(Value(right, from)));
        double best = double.PositiveInfinity;
        int rival = 0;
        foreach (int candidate in candidates)
        {
            for (; rival < rivals.Length && Value(rivals[rival], from) <= Value(candidate, from); rival++)
            {
                best = Math.Min(best, Value(rivals[rival], from + 1));
            }

            dominated[candidate] |= rival > 0 && best <= Value(candidate, from + 1);
        }
    }

    /// <summary>A value near the median of both sides: the median of a few, evenly spaced.</summary>
    private double Pivot(ReadOnlySpan<int> rivals, ReadOnlySpan<int> candidates, int objective)
    {
        const int Samples = 31;
        Span<double> sample = stackalloc double[Samples];
        long total = (long)rivals.Length + candidates.Length;
        for (int i = 0; i < Samples; i++)
        {
            int at = (int)(total * i / Samples);
            int point = at < rivals.Length ? rivals[at] : candidates[at - rivals.Length];
            sample[i] = Value(point, objective);
        }

        sample.Sort();
        return sample[Samples / 2];
    }

    private double LargestBelow(ReadOnlySpan<int> points, int objective, double limit)
    {
        double largest = double.NegativeInfinity;
        foreach (int point in points)
        {
            double value = Value(point, objective);
            largest = value < limit ? Math.Max(largest, value) : largest;
        }

        return largest;
    }

    private (double Min, double Max) Extent(ReadOnlySpan<int> points, int objective)
    {
        (double min, double max) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (int point in points)
        {
            min = Math.Min(min, Value(point, objective));
            max = Math.Max(max, Value(point, objective));
        }

        return (min, max);
    }

    /// <summary>Moves points up to the pivot to the front and returns how many there are.</summary>
    private int Partition(Span<int> points, int objective, double pivot)
    {
        int low = 0;
        for (int i = 0; i < points.Length; i++)
        {
            if (Value(points[i], objective) <= pivot)
            {
                (points[i], points[low]) = (points[low], points[i]);
                low++;
            }
        }

        return low;
    }

    private int[] Unmarked(ReadOnlySpan<int> points)
    {
        List<int> kept = new(points.Length);
        foreach (int point in points)
        {
            if (!dominated[point])
            {
                kept.Add(point);
            }
        }

        return [.. kept];
    }

    private double Value(int point, int objective) => values[(point * objectives) + objective];
}
