namespace Accel.Arch.Formats;

/// <summary>A number format: the exact list of its codes and values.</summary>
/// <remarks>
/// For every code, <c>Encode(Decode(code)) == code</c> unless two codes share a value; then the format's own
/// documentation says which of them <see cref="Encode"/> returns. Formats are immutable and shared.
/// </remarks>
public abstract class NumberFormat
{
    /// <summary>The name in YAML: <c>int8</c>, <c>fp16</c>, <c>fp4-er-ea</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One line for <c>accel list formats</c>.</summary>
    public abstract string Summary { get; }

    /// <summary>Bits of one stored code. Fractional only for a mix of formats over layers.</summary>
    public abstract double Bits { get; }

    /// <summary>Bits that every group stores beside its scale: a special-value selector, a zero point.</summary>
    public virtual int GroupMetadataBits => 0;

    /// <summary>The codes, 0 to <c>CodeCount - 1</c>. 0 for a mix, which has no codes of its own.</summary>
    public abstract int CodeCount { get; }

    /// <summary>The exact value of a code. NaN and infinities stand for themselves.</summary>
    public abstract double Decode(int code);

    /// <summary>The code of the nearest value; ties and overflow as the format defines.</summary>
    public abstract int Encode(double value);

    public sealed override string ToString() => Name;
}
