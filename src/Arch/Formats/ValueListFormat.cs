namespace Accel.Arch.Formats;

/// <summary>A small format given by the list of its codes' values.</summary>
/// <remarks>
/// <see cref="Encode"/> takes the nearest value; a value half way between two goes to the lower (more negative) one,
/// and one outside the list saturates, infinity included: the rule of BitMoD's quantizer. Of several codes with one
/// value (the two zeros of sign and magnitude) it returns the smallest.
/// </remarks>
public sealed class ValueListFormat : NumberFormat
{
    private readonly double[] _byCode;
    private readonly double[] _midpoints;
    private readonly int[] _codes;

    /// <param name="byCode">The value of each code.</param>
    internal ValueListFormat(string name, string summary, double[] byCode)
    {
        (Name, Summary, _byCode) = (name, summary, byCode);
        Bits = Math.Ceiling(Math.Log2(byCode.Length));
        double[] sorted = Values.ToArray();
        _midpoints = [.. sorted.Zip(sorted.Skip(1), (low, high) => (low + high) / 2)];
        _codes = [.. sorted.Select(value => Array.IndexOf(byCode, value))];
    }

    public override string Name { get; }

    public override string Summary { get; }

    public override double Bits { get; }

    public override int CodeCount => _byCode.Length;

    /// <summary>
    /// The bounds between neighbours of <see cref="NumberFormat.Values"/>; one fewer than there are values.
    /// </summary>
    public ReadOnlySpan<double> Midpoints => _midpoints;

    /// <inheritdoc/>
    public override double Decode(int code)
    {
        CheckCode(code);
        return _byCode[code];
    }

    /// <inheritdoc/>
    public override int Encode(double value)
    {
        CheckNumber(value);
        int index = 0;
        foreach (double midpoint in _midpoints)
        {
            index += value > midpoint ? 1 : 0;
        }

        return _codes[index];
    }
}
