using Accel.Arch.Yaml;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>Whether an axis has an order that a search can step along, and which.</summary>
/// <remarks>
/// Values that are all quantities of one kind lie in the order of their size, however the file lists them; others, such
/// as number formats or designs, have none: every value is as near to every other.
/// </remarks>
public sealed class AxisOrder
{
    private readonly int[] _valueAt;
    private readonly int[] _rankOf;

    public AxisOrder(SweepAxis axis)
    {
        double?[] sizes = [.. Sizes(axis.Values)];
        IsOrdered = axis.Values.Count > 1 && Array.TrueForAll(sizes, size => size is not null);
        _valueAt = [.. Enumerable.Range(0, axis.Values.Count)];
        if (IsOrdered)
        {
            // Stable, so that equal sizes keep the order of the file.
            _valueAt = [.. _valueAt.OrderBy(value => sizes[value]!.Value)];
        }

        _rankOf = new int[_valueAt.Length];
        for (int rank = 0; rank < _valueAt.Length; rank++)
        {
            _rankOf[_valueAt[rank]] = rank;
        }
    }

    public bool IsOrdered { get; }

    public int Count => _valueAt.Length;

    /// <summary>The value index at a place in the order.</summary>
    public int ValueAt(int rank) => _valueAt[rank];

    /// <summary>The place of a value index in the order.</summary>
    public int RankOf(int value) => _rankOf[value];

    public static AxisOrder[] Of(SweepSpace space) => [.. space.Axes.Select(axis => new AxisOrder(axis))];

    private static IEnumerable<double?> Sizes(IReadOnlyList<string> values)
    {
        string? unit = null;
        foreach (string value in values)
        {
            if (!Quantity.TryParse(value, out Quantity? quantity))
            {
                yield return null;
                continue;
            }

            unit ??= quantity.Value.Unit;
            yield return quantity.Value.In(unit);
        }
    }
}
