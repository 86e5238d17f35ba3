using System.Numerics;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>Crossover and mutation of points: one value index for each axis.</summary>
/// <remarks>
/// Parents swap their values on each axis with a probability of one half. A changed axis takes, where it has an order,
/// a step whose length is as likely to lie in 1, in 2 to 3, in 4 to 7, and so on up to the axis's length; where it has
/// none, any of its other values. All in whole numbers, so that no rounding tells machines apart.
/// </remarks>
internal sealed class Variation(SweepSpace space, double crossover, double mutation, Xoshiro256 random)
{
    private readonly AxisOrder[] _orders = AxisOrder.Of(space);
    private readonly int[] _free =
        [.. Enumerable.Range(0, space.Axes.Count).Where(axis => space.Axes[axis].Values.Count > 1)];

    /// <summary>Turns copies of two parents into two children.</summary>
    public void Vary(Span<int> first, Span<int> second)
    {
        if (random.Chance(crossover))
        {
            foreach (int axis in _free)
            {
                if (random.Below(2) == 0)
                {
                    (first[axis], second[axis]) = (second[axis], first[axis]);
                }
            }
        }

        Mutate(first);
        Mutate(second);
    }

    private void Mutate(Span<int> point)
    {
        foreach (int axis in _free)
        {
            if (random.Chance(mutation))
            {
                point[axis] = Change(_orders[axis], point[axis]);
            }
        }
    }

    private int Change(AxisOrder order, int value)
    {
        if (!order.IsOrdered)
        {
            int other = (int)random.Below(order.Count - 1);
            return other < value ? other : other + 1;
        }

        int longest = order.Count - 1;
        int shortest = 1 << (int)random.Below(32 - BitOperations.LeadingZeroCount((uint)longest));
        int step = shortest + (int)random.Below(Math.Min(shortest, longest - shortest + 1));
        int rank = order.RankOf(value);
        bool isUp = random.Below(2) == 0;

        // A step over the end turns round; one too long for both sides stops there at the end.
        bool fits = isUp ? rank + step <= longest : rank - step >= 0;
        isUp = fits ? isUp : !isUp;
        return order.ValueAt(Math.Clamp(isUp ? rank + step : rank - step, 0, longest));
    }
}
