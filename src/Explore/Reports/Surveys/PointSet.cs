namespace Accel.Explore.Reports.Surveys;

/// <summary>A set of point numbers, filled in ascending order: a bit for each point of the space, or where few of the
/// space are evaluated, the numbers themselves. At most 8 bytes for each point evaluated.</summary>
internal sealed class PointSet
{
    private readonly ulong[]? _bits;
    private readonly List<long> _numbers = [];

    /// <param name="space">Points of the space.</param>
    /// <param name="expected">How many of them may be added; more is no error.</param>
    public PointSet(long space, long expected)
    {
        if (space <= Math.Min(64 * Math.Max(expected, 1024), 64L * Array.MaxLength))
        {
            _bits = new ulong[(space + 63) / 64];
        }
    }

    public void Add(long number)
    {
        if (_bits is null)
        {
            _numbers.Add(number);
        }
        else
        {
            _bits[number >> 6] |= 1UL << (int)(number & 63);
        }
    }

    public bool Contains(long number) => _bits is null
        ? _numbers.BinarySearch(number) >= 0
        : (_bits[number >> 6] >> (int)(number & 63) & 1) != 0;
}
