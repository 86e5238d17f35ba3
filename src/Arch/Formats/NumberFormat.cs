namespace Accel.Arch.Formats;

/// <summary>A number format: the exact list of its codes and values.</summary>
/// <remarks>
/// For every code, <c>Encode(Decode(code)) == code</c> unless two codes share a value; then the format's own
/// documentation says which of them <see cref="Encode"/> returns. Formats are immutable and shared; two of the same
/// class and name are equal.
/// </remarks>
public abstract class NumberFormat : IEquatable<NumberFormat>
{
    private double[]? _values;

    /// <summary>The name in YAML: <c>int8</c>, <c>fp16</c>, <c>fp4-er-ea</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One line for <c>accel list formats</c>.</summary>
    public abstract string Summary { get; }

    /// <summary>Bits of one stored code. Fractional only for a mix of formats over layers.</summary>
    public abstract double Bits { get; }

    /// <summary>Bits that every group stores beside its scale: a special-value selector, a zero point.</summary>
    public virtual int GroupMetadataBits => 0;

    /// <summary>Whether two neighbours are stored together, and what one slot means depends on the other.</summary>
    public virtual bool IsPaired => false;

    /// <summary>Whether the format reaches small and large values by itself, so that a tensor needs no scale.</summary>
    public virtual bool CarriesOwnExponent => false;

    /// <summary>The codes, 0 to <c>CodeCount - 1</c>. 0 for a mix, which has no codes of its own.</summary>
    public abstract int CodeCount { get; }

    /// <summary>Every finite value that an element can take, each once, ascending; empty for a mix.</summary>
    /// <remarks>
    /// With a per-group special value, all its choices are in the list, although a group uses only one of them.
    /// Computed at first use and kept.
    /// </remarks>
    public ReadOnlySpan<double> Values => _values ??= [.. AllValues().Where(double.IsFinite).Distinct().Order()];

    /// <summary>The largest magnitude among <see cref="Values"/>; 0 for a mix.</summary>
    public double MaxMagnitude => Values.IsEmpty ? 0 : Math.Max(-Values[0], Values[^1]);

    /// <summary>The exact value of a code. NaN and infinities stand for themselves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The format has no such code.</exception>
    public abstract double Decode(int code);

    /// <summary>The code of the nearest value; ties and overflow as the format defines.</summary>
    /// <exception cref="ArgumentException"><paramref name="value"/> is NaN and the format has no NaN.</exception>
    public abstract int Encode(double value);

    public bool Equals(NumberFormat? other) =>
        ReferenceEquals(this, other) || (other is not null && GetType() == other.GetType() && Name == other.Name);

    public sealed override bool Equals(object? obj) => Equals(obj as NumberFormat);

    public sealed override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public sealed override string ToString() => Name;

    /// <summary>The values of all codes, in any order; a format with choices beyond its codes adds them.</summary>
    protected virtual IEnumerable<double> AllValues() => Enumerable.Range(0, CodeCount).Select(Decode);

    /// <summary>Refuses a code outside 0 to <c>CodeCount - 1</c>.</summary>
    protected void CheckCode(int code)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(code, CodeCount);
    }

    /// <summary>Refuses NaN, for formats that have no code for it.</summary>
    protected void CheckNumber(double value)
    {
        if (double.IsNaN(value))
        {
            throw new ArgumentException($"{Name} has no code for NaN", nameof(value));
        }
    }
}
