using System.Runtime.InteropServices;

namespace Accel.Explore.Pareto;

/// <summary>Collects the front of a stream of points, keeping little more than the front itself in memory.</summary>
/// <remarks>
/// Points that a few strong ones of the front so far dominate are dropped at once; the others gather in a block, and a
/// full block is reduced to its front. The result does not depend on the order, but for the order of equal points.
/// </remarks>
/// <typeparam name="T">What stands for a point.</typeparam>
/// <param name="objectives">All of them minimised.</param>
public sealed class FrontCollector<T>(int objectives)
{
    private const int FirstBlock = 1 << 10;
    private const int Block = 1 << 16;

    private readonly DominanceGuard _guard = new(objectives);
    private List<T> _items = [];
    private List<double> _values = [];
    private int _limit = FirstBlock;

    /// <summary>Whether a point need not be added, because it is certainly not on the front.</summary>
    public bool IsDominated(ReadOnlySpan<double> values) => _guard.Dominates(values);

    /// <summary>Adds a point that may be on the front.</summary>
    /// <param name="values">Its objectives, none NaN.</param>
    public void Add(ReadOnlySpan<double> values, T item)
    {
        _items.Add(item);
        _values.AddRange(values);
        if (_items.Count >= _limit)
        {
            Reduce();

            // At least twice the front, so that the work stays proportional to the points even when all are on it;
            // the first blocks are small, to have a guard soon.
            _limit = Math.Max(Math.Min(Block, 4 * _limit), 2 * _items.Count);
        }
    }

    /// <summary>The points that no other dominates, in the order in which they were added.</summary>
    public IReadOnlyList<T> Build()
    {
        Reduce();
        return _items.ToArray();
    }

    private void Reduce()
    {
        int[] front = ParetoFront.Find([.. _values], objectives);
        List<T> items = new(front.Length);
        List<double> values = new(front.Length * objectives);
        foreach (int row in front)
        {
            items.Add(_items[row]);
            values.AddRange(CollectionsMarshal.AsSpan(_values).Slice(row * objectives, objectives));
        }

        (_items, _values) = (items, values);
        _guard.Choose(CollectionsMarshal.AsSpan(_values));
    }
}
