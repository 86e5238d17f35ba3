namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>OliVe's outlier-victim pairs: an outlier takes its neighbour's place in the code, and the neighbour is
/// zero.</summary>
/// <remarks>
/// <para>Elements 2k and 2k + 1 of a channel are a pair. Without an outlier both slots hold normal codes. With one, its
/// slot holds an <see cref="AbFloat"/> pattern and the other slot, the victim's, the identifier. There is no side
/// index.</para>
/// <para>A code of this class says by itself what its slot means: the low <see cref="NumberFormat.Bits"/> bits are what
/// the slot stores, and <see cref="OutlierFlag"/> above them is set for an outlier. The identifier and unused outlier
/// patterns are zero; <see cref="Encode"/> never returns them.</para>
/// <para>Unit: the least significant bit of the normal elements. Exact. <see cref="Encode"/> takes the nearest of the
/// normal and outlier values: half way between a normal and an outlier goes to the outlier, every other tie to the
/// larger value. It looks at one element only; <see cref="EncodePair"/> at both.</para>
/// <para>Source: OliVe (ISCA 2023, arXiv 2304.07493) and its released code. That flint4 and int8 use their pattern
/// 100..0 as identifier, and where 8-bit outliers are clipped, is recalled, not read.</para>
/// </remarks>
public sealed class OutlierVictimFormat : NumberFormat
{
    private readonly ExponentInteger[] _normals;
    private readonly ExponentInteger[] _outliers;
    private readonly double[] _byCode;
    private readonly double[] _bounds;
    private readonly int[] _codes;

    /// <param name="normals">How normal elements are coded.</param>
    /// <param name="outliers">How outliers are coded; its bits are those of a slot.</param>
    internal OutlierVictimFormat(string name, string summary, NormalKind normals, AbFloat outliers)
    {
        (Name, Summary, Normals, Outliers, SlotBits) = (name, summary, normals, outliers, outliers.Bits);
        int slots = 1 << SlotBits;
        _normals = [.. Enumerable.Range(0, slots).Select(Normal)];
        _outliers = [.. Enumerable.Range(0, slots).Select(outliers.Decode)];
        _byCode = [.. _normals.Concat(_outliers).Select(pair => (double)pair.Value)];
        LargestNormal = _normals.Max(pair => pair.Value);
        double[] sorted = Values.ToArray();
        _codes = [.. sorted.Select(value => Array.IndexOf(_byCode, value))];
        _bounds = [.. sorted.Zip(sorted.Skip(1), Bound)];
        OutlierBorder = Array.Find(_bounds, bound => bound > LargestNormal);
    }

    public override string Name { get; }

    public override string Summary { get; }

    public override double Bits => SlotBits;

    /// <inheritdoc/>
    public override bool IsPaired => true;

    public override int CodeCount => 2 << SlotBits;

    /// <summary>Bits of a slot: 4 or 8.</summary>
    public int SlotBits { get; }

    /// <summary>How normal elements are coded.</summary>
    public NormalKind Normals { get; }

    /// <summary>How outliers are coded.</summary>
    public AbFloat Outliers { get; }

    /// <summary>What a victim's slot stores: a set top bit and zeros.</summary>
    public int Identifier => 1 << (SlotBits - 1);

    /// <summary>The bit of a code that is set for an outlier; it is not stored.</summary>
    public int OutlierFlag => 1 << SlotBits;

    /// <summary>The largest normal value.</summary>
    public int LargestNormal { get; }

    /// <summary>An element of this magnitude or more is an outlier: half way from the largest normal value to the
    /// smallest outlier.</summary>
    public double OutlierBorder { get; }

    /// <summary>The value of each normal pattern; the identifier is zero.</summary>
    public ReadOnlySpan<ExponentInteger> NormalSlots => _normals;

    /// <summary>The value of each outlier pattern; unused ones are zero.</summary>
    public ReadOnlySpan<ExponentInteger> OutlierSlots => _outliers;

    /// <inheritdoc/>
    public override double Decode(int code)
    {
        CheckCode(code);
        return _byCode[code];
    }

    /// <summary>The exponent-integer pair of a code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The format has no such code.</exception>
    public ExponentInteger DecodeExponentInteger(int code)
    {
        CheckCode(code);
        return IsOutlier(code) ? _outliers[code - OutlierFlag] : _normals[code];
    }

    /// <summary>Whether a code's slot holds an outlier.</summary>
    public bool IsOutlier(int code) => code >= OutlierFlag;

    /// <inheritdoc/>
    public override int Encode(double value)
    {
        CheckNumber(value);
        int low = 0, high = _bounds.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = value >= _bounds[middle] ? (middle + 1, high) : (low, middle);
        }

        return _codes[low];
    }

    /// <summary>The codes of a pair.</summary>
    /// <param name="left">The element at the even position, in units of the format.</param>
    /// <param name="right">The element at the odd position.</param>
    /// <param name="rule">Which of two outliers stays.</param>
    /// <returns>Two normal codes, or an outlier's and the identifier.</returns>
    /// <exception cref="ArgumentException">An element is NaN.</exception>
    public (int Left, int Right) EncodePair(double left, double right, OutlierRule rule)
    {
        (int leftCode, int rightCode) = (Encode(left), Encode(right));
        bool leftStays = IsOutlier(leftCode)
            && (!IsOutlier(rightCode) || rule == OutlierRule.LeftWins || Math.Abs(left) >= Math.Abs(right));
        return leftStays ? (leftCode, Identifier)
            : IsOutlier(rightCode) ? (Identifier, rightCode)
            : (leftCode, rightCode);
    }

    /// <summary>What the two slots of a pair stand for, left first.</summary>
    /// <param name="left">The bits of the left slot.</param>
    /// <param name="right">The bits of the right slot.</param>
    /// <remarks>Two identifiers, which are never written, are two zeros.</remarks>
    public (ExponentInteger Left, ExponentInteger Right) DecodeSlots(int left, int right) =>
        left == Identifier ? (default, _outliers[right])
        : right == Identifier ? (_outliers[left], default)
        : (_normals[left], _normals[right]);

    private ExponentInteger Normal(int slot) => slot == Identifier ? default
        : Normals == NormalKind.Flint ? Flint.DecodeSigned(slot, SlotBits)
        : new ExponentInteger(0, slot < Identifier ? slot : slot - (1 << SlotBits));

    /// <summary>The least number that rounds to the higher of two neighbours.</summary>
    private double Bound(double low, double high)
    {
        double middle = (low + high) / 2;
        return low < -LargestNormal && high == -LargestNormal ? Math.BitIncrement(middle) : middle;
    }
}
