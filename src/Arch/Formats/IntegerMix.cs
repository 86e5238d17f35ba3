using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Accel.Arch.Formats;

/// <summary>Signed integers of two neighbouring widths, mixed over layers to a fractional mean width.</summary>
/// <remarks>
/// <c>int5.25</c>: a quarter of the weights have 6 bits, the others 5. BitMoD's evaluation gives its ANT-like and
/// OliVe-like baselines such means (artifact, bitmod_sim/test_ant.py, test_olive.py). A mix has no codes of its own.
/// </remarks>
public sealed class IntegerMix : NumberFormat
{
    /// <summary>
    /// The largest number of digits behind the point in a name, so that a width is exact to a millionth.
    /// </summary>
    private const int MaxDecimals = 6;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bits"/> is whole, or not between 2 and
    /// 8.</exception>
    public IntegerMix(double bits)
    {
        if (!(bits > 2 && bits < 8) || bits == Math.Floor(bits))
        {
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "a fractional width between 2 and 8 is needed");
        }

        Bits = Math.Round(bits, MaxDecimals);
        Narrow = new IntegerFormat((int)Math.Floor(bits), IntegerKind.Signed);
        Wide = new IntegerFormat((int)Math.Floor(bits) + 1, IntegerKind.Signed);
        Name = string.Create(CultureInfo.InvariantCulture, $"int{Bits}");
        Summary = $"{Narrow} and {Wide} mixed over layers to the mean width";
    }

    public override string Name { get; }

    public override string Summary { get; }

    public override double Bits { get; }

    public override int CodeCount => 0;

    /// <summary>The narrower of the two formats.</summary>
    public IntegerFormat Narrow { get; }

    /// <summary>The wider of the two formats.</summary>
    public IntegerFormat Wide { get; }

    /// <summary>Share of the weights that have the wider format, between 0 and 1.</summary>
    public double WideShare => Bits - Narrow.Bits;

    /// <exception cref="NotSupportedException">Always: a mix has no codes.</exception>
    public override double Decode(int code) => throw new NotSupportedException($"{Name} is a mix and has no codes");

    /// <exception cref="NotSupportedException">Always: a mix has no codes.</exception>
    public override int Encode(double value) => throw new NotSupportedException($"{Name} is a mix and has no codes");

    /// <summary>
    /// Reads <c>int5.25</c>: one digit, a point, one to six digits. A whole mean such as <c>int5.0</c> is not a mix.
    /// </summary>
    public static bool TryParse(string name, [NotNullWhen(true)] out IntegerMix? mix)
    {
        mix = null;
        if (name.Length is < 6 or > 5 + MaxDecimals || !name.StartsWith("int", StringComparison.Ordinal)
            || name[4] != '.'
            || name.AsSpan(5).ContainsAnyExceptInRange('0', '9')
            || !double.TryParse(name.AsSpan(3), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out double bits)
            || bits <= 2 || bits >= 8 || bits == Math.Floor(bits))
        {
            return false;
        }

        mix = new IntegerMix(bits);
        return true;
    }
}
