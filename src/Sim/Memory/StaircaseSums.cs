namespace Accel.Sim.Memory;

/// <summary>Exact closed forms of sums over growing contexts.</summary>
public static class StaircaseSums
{
    /// <summary>An affine function of a step: <c>Start + Slope * i</c>.</summary>
    public readonly record struct Affine(long Start, long Slope)
    {
        public long At(long i) => Start + (Slope * i);

        public static Affine operator +(Affine left, Affine right) =>
            new(left.Start + right.Start, left.Slope + right.Slope);

        /// <summary>The sum over i = 0 .. count - 1.</summary>
        public long Sum(long count) => (Start * count) + (Slope * (count * (count - 1) / 2));
    }

    /// <summary>The sum over i = 0 .. count - 1 of max(a(i), b(i)).</summary>
    public static long SumOfMaximum(Affine a, Affine b, long count)
    {
        if (count <= 0)
        {
            return 0;
        }

        bool isFirst = a.Start >= b.Start;
        bool isLast = a.At(count - 1) >= b.At(count - 1);
        if (isFirst == isLast)
        {
            return isFirst ? a.Sum(count) : b.Sum(count);
        }

        // Two lines cross once: the one that is larger at the start leads until then.
        (Affine lead, Affine follow) = isFirst ? (a, b) : (b, a);
        long gap = lead.Start - follow.Start;
        long closing = follow.Slope - lead.Slope;
        long until = Math.Min(count, (gap / closing) + 1);
        return lead.Sum(until) + follow.Sum(count) - follow.Sum(until);
    }

    /// <summary>
    /// The sum over i = 0 .. count - 1 of floor((slope * i + start) / divisor), all arguments non-negative.
    /// </summary>
    /// <remarks>The Euclid-like reduction of a lattice-point count; logarithmic in the arguments.</remarks>
    public static long SumOfFloor(long count, long start, long slope, long divisor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(slope);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(divisor);
        long sum = 0;
        while (count > 0)
        {
            sum += (count * (count - 1) / 2 * (slope / divisor)) + (count * (start / divisor));
            slope %= divisor;
            start %= divisor;
            long top = (slope * count) + start;
            if (top < divisor)
            {
                break;
            }

            // Count the points by rows instead of columns.
            (count, start, slope, divisor) = (top / divisor, top % divisor, divisor, slope);
        }

        return sum;
    }
}
