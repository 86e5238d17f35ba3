using System.Globalization;

namespace Accel.Arch.Units;

/// <summary>A frequency in hertz.</summary>
public readonly record struct Hertz(double Value) : IComparable<Hertz>
{
    public static readonly Hertz Zero = new(0);

    public int CompareTo(Hertz other) => Value.CompareTo(other.Value);

    public static Hertz operator +(Hertz left, Hertz right) => new(left.Value + right.Value);

    public static Hertz operator *(Hertz quantity, double times) => new(quantity.Value * times);

    public static bool operator <(Hertz left, Hertz right) => left.Value < right.Value;

    public static bool operator >(Hertz left, Hertz right) => left.Value > right.Value;

    public static bool operator <=(Hertz left, Hertz right) => left.Value <= right.Value;

    public static bool operator >=(Hertz left, Hertz right) => left.Value >= right.Value;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:G6} Hz");
}
