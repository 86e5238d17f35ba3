using System.Globalization;

namespace Accel.Arch.Units;

/// <summary>A bandwidth in bytes per second.</summary>
public readonly record struct BytesPerSecond(double Value) : IComparable<BytesPerSecond>
{
    public static readonly BytesPerSecond Zero = new(0);

    public int CompareTo(BytesPerSecond other) => Value.CompareTo(other.Value);

    public static BytesPerSecond operator +(BytesPerSecond left, BytesPerSecond right) => new(left.Value + right.Value);

    public static BytesPerSecond operator *(BytesPerSecond quantity, double times) => new(quantity.Value * times);

    public static BytesPerSecond FromGigabytes(double gigabytesPerSecond) => new(gigabytesPerSecond * 1e9);

    public static bool operator <(BytesPerSecond left, BytesPerSecond right) => left.Value < right.Value;

    public static bool operator >(BytesPerSecond left, BytesPerSecond right) => left.Value > right.Value;

    public static bool operator <=(BytesPerSecond left, BytesPerSecond right) => left.Value <= right.Value;

    public static bool operator >=(BytesPerSecond left, BytesPerSecond right) => left.Value >= right.Value;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:G6} B/s");
}
