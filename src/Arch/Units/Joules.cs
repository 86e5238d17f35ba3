using System.Globalization;

namespace Accel.Arch.Units;

/// <summary>An energy in joules.</summary>
public readonly record struct Joules(double Value) : IComparable<Joules>
{
    public static readonly Joules Zero = new(0);

    public int CompareTo(Joules other) => Value.CompareTo(other.Value);

    public static Joules operator +(Joules left, Joules right) => new(left.Value + right.Value);

    public static Joules operator *(Joules quantity, double times) => new(quantity.Value * times);

    public static Joules FromPicojoules(double picojoules) => new(picojoules * 1e-12);

    public static Watts operator /(Joules energy, Seconds time) => new(energy.Value / time.Value);

    public static bool operator <(Joules left, Joules right) => left.Value < right.Value;

    public static bool operator >(Joules left, Joules right) => left.Value > right.Value;

    public static bool operator <=(Joules left, Joules right) => left.Value <= right.Value;

    public static bool operator >=(Joules left, Joules right) => left.Value >= right.Value;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:G6} J");
}
