using System.Globalization;

namespace Accel.Explore.Sweeps;

/// <summary>One of the equal parts that a sweep's points are cut into, in the order of their evaluation.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Count">Into how many parts the sweep is cut.</param>
public readonly record struct Shard(int Index, int Count)
{
    /// <summary>The most parts of one sweep.</summary>
    public const int MaximumCount = 1_000_000;

    /// <summary>A sweep that is not cut.</summary>
    public static readonly Shard Whole = new(0, 1);

    public bool IsWhole => Count == 1;

    /// <summary>Reads <c>i/n</c>, i from 0 to n - 1.</summary>
    public static bool TryParse(string text, out Shard shard)
    {
        shard = Whole;
        string[] parts = text.Split('/');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            || index >= count || count > MaximumCount)
        {
            return false;
        }

        shard = new Shard(index, count);
        return true;
    }

    /// <summary>The positions that the shard covers: from floor(L i / n) up to, but without, floor(L (i + 1) / n).
    /// </summary>
    /// <param name="total">L, the points of the whole sweep.</param>
    public IndexRange Of(long total) =>
        new((long)((Int128)total * Index / Count), (long)((Int128)total * (Index + 1) / Count));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
