using System.Globalization;

namespace Accel.Arch.Formats;

/// <summary>
/// A sign-and-magnitude format whose negative-zero code stands for a special value that each group chooses.
/// </summary>
/// <remarks>
/// <para>Source: BitMoD (HPCA 2025), Table IV and Sec. III-A. Values are in the paper's units.</para>
/// <para>The format itself has the basic values only: <see cref="Decode"/> of <see cref="SpecialCode"/> is negative
/// zero, and <see cref="Encode"/> never returns it. A group's own view, <see cref="With"/>, has the basic values and
/// the chosen special value. <see cref="NumberFormat.Values"/> lists the basic values and all choices, which is what
/// hardware for the format must handle.</para>
/// </remarks>
public sealed class SpecialValueFormat : NumberFormat
{
    private readonly double[] _basic;
    private readonly double[] _specials;
    private readonly ValueListFormat _withoutSpecial;
    private readonly ValueListFormat[] _views;

    /// <param name="magnitudes">The values of the codes with a clear sign, from 0 up.</param>
    /// <param name="specials">The choices, in the order in which the quantizer tries them: a power of two of
    /// them.</param>
    internal SpecialValueFormat(string name, string summary, double[] magnitudes, double[] specials)
    {
        (Name, Summary, _specials) = (name, summary, specials);
        _basic = [.. magnitudes, .. magnitudes.Select(value => -value)];
        _withoutSpecial = new ValueListFormat(name, summary, _basic);
        _views = [.. specials.Select(View)];
    }

    public override string Name { get; }

    public override string Summary { get; }

    public override double Bits => _withoutSpecial.Bits;

    /// <inheritdoc/>
    /// <remarks>The selector: two bits for four choices, one for two.</remarks>
    public override int GroupMetadataBits => System.Numerics.BitOperations.Log2((uint)_specials.Length);

    public override int CodeCount => _basic.Length;

    /// <summary>The special values that a group may choose; the index is the group's selector.</summary>
    public ReadOnlySpan<double> Specials => _specials;

    /// <summary>The code that stands for the special value: a set sign and a zero magnitude.</summary>
    public int SpecialCode => _basic.Length / 2;

    /// <summary>The format as a group sees it that chose the special value with this selector.</summary>
    public ValueListFormat Select(int selector) => _views[selector];

    /// <summary>The format as a group sees it that chose this special value: its codes, values and rounding.</summary>
    /// <exception cref="ArgumentException">The format does not offer the value.</exception>
    public ValueListFormat With(double special)
    {
        int selector = Array.IndexOf(_specials, special);
        return selector >= 0
            ? _views[selector]
            : throw new ArgumentException($"{Name} has no special value {special}", nameof(special));
    }

    /// <inheritdoc/>
    public override double Decode(int code) => _withoutSpecial.Decode(code);

    /// <inheritdoc/>
    public override int Encode(double value) => _withoutSpecial.Encode(value);

    protected override IEnumerable<double> AllValues() => _basic.Concat(_specials);

    private ValueListFormat View(double special)
    {
        double[] byCode = [.. _basic];
        byCode[SpecialCode] = special;
        string sign = special > 0 ? "+" : string.Empty;
        string name = string.Create(CultureInfo.InvariantCulture, $"{Name}({sign}{special})");
        return new ValueListFormat(name, Summary, byCode);
    }
}
