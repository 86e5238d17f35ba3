namespace Accel.Arch.Units;

/// <summary>A count of clock cycles of the design's one clock.</summary>
public readonly record struct Cycles(long Count) : IComparable<Cycles>
{
    public static readonly Cycles Zero = new(0);

    public int CompareTo(Cycles other) => Count.CompareTo(other.Count);

    public static Cycles operator +(Cycles left, Cycles right) => new(left.Count + right.Count);

    public static Cycles operator *(Cycles cycles, long times) => new(cycles.Count * times);

    public static Seconds operator /(Cycles cycles, Hertz clock) => new(cycles.Count / clock.Value);

    public static bool operator <(Cycles left, Cycles right) => left.Count < right.Count;

    public static bool operator >(Cycles left, Cycles right) => left.Count > right.Count;

    public static bool operator <=(Cycles left, Cycles right) => left.Count <= right.Count;

    public static bool operator >=(Cycles left, Cycles right) => left.Count >= right.Count;

    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Count} cycles");
}
