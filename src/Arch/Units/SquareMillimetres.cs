using System.Globalization;

namespace Accel.Arch.Units;

/// <summary>A silicon area in square millimetres.</summary>
public readonly record struct SquareMillimetres(double Value) : IComparable<SquareMillimetres>
{
    public static readonly SquareMillimetres Zero = new(0);

    public int CompareTo(SquareMillimetres other) => Value.CompareTo(other.Value);

    public static SquareMillimetres operator +(SquareMillimetres left, SquareMillimetres right) =>
        new(left.Value + right.Value);

    public static SquareMillimetres operator *(SquareMillimetres quantity, double times) => new(quantity.Value * times);

    public static SquareMillimetres FromSquareMicrometres(double squareMicrometres) => new(squareMicrometres * 1e-6);

    public static bool operator <(SquareMillimetres left, SquareMillimetres right) => left.Value < right.Value;

    public static bool operator >(SquareMillimetres left, SquareMillimetres right) => left.Value > right.Value;

    public static bool operator <=(SquareMillimetres left, SquareMillimetres right) => left.Value <= right.Value;

    public static bool operator >=(SquareMillimetres left, SquareMillimetres right) => left.Value >= right.Value;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:G6} mm2");
}
