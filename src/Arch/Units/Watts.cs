using System.Globalization;

namespace Accel.Arch.Units;

/// <summary>A power in watts.</summary>
public readonly record struct Watts(double Value) : IComparable<Watts>
{
    public static readonly Watts Zero = new(0);

    public int CompareTo(Watts other) => Value.CompareTo(other.Value);

    public static Watts operator +(Watts left, Watts right) => new(left.Value + right.Value);

    public static Watts operator *(Watts quantity, double times) => new(quantity.Value * times);

    public static Watts FromMilliwatts(double milliwatts) => new(milliwatts * 1e-3);

    public static Joules operator *(Watts power, Seconds time) => new(power.Value * time.Value);

    public static bool operator <(Watts left, Watts right) => left.Value < right.Value;

    public static bool operator >(Watts left, Watts right) => left.Value > right.Value;

    public static bool operator <=(Watts left, Watts right) => left.Value <= right.Value;

    public static bool operator >=(Watts left, Watts right) => left.Value >= right.Value;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:G6} W");
}
