namespace Accel.Explore.Sweeps;

/// <summary>The points from <paramref name="First"/> up to, but without, <paramref name="End"/>.</summary>
public readonly record struct IndexRange(long First, long End)
{
    public long Count => End - First;

    /// <summary>What is left of a range when others, ascending and disjoint, are taken out.</summary>
    public IEnumerable<IndexRange> Except(IEnumerable<IndexRange> taken)
    {
        long first = First;
        foreach (IndexRange range in taken)
        {
            if (range.First >= End)
            {
                break;
            }

            if (range.First > first)
            {
                yield return new IndexRange(first, range.First);
            }

            first = Math.Max(first, range.End);
        }

        if (first < End)
        {
            yield return new IndexRange(first, End);
        }
    }
}
