namespace Accel.Arch.Formats;

/// <summary>A binary floating-point format with subnormals: a sign, an exponent field and a mantissa field.</summary>
/// <remarks>
/// <para><see cref="Encode"/> rounds to nearest, ties to even, subnormals included. A value whose rounding goes past
/// the largest finite value becomes infinity or saturates, as <see cref="Specials"/> says. Zero keeps its sign.</para>
/// <para>All NaN codes decode to NaN, and NaN is encoded as one of them: sign clear, the mantissa's top bit alone set
/// (Ieee) or all ones (NanOnly).</para>
/// <para>Sources: IEEE 754-2019 (binary16), bfloat16 as its upper half of binary32, OCP 8-bit Floating Point
/// Specification 1.0, OCP Microscaling Formats Specification 1.0, Sec. 5.3.</para>
/// </remarks>
public sealed class FloatingFormat : NumberFormat
{
    private readonly int _mantissaBits;
    private readonly int _minimumExponent;
    private readonly int _signMask;
    private readonly int _largestFinite;

    /// <param name="exponentBits">Width of the exponent field, at least 2; the bias is <c>2^(exponentBits-1) -
    /// 1</c>.</param>
    /// <param name="mantissaBits">Width of the mantissa field, at least 1.</param>
    /// <param name="carriesOwnExponent">Whether tensors of the format go without a scale.</param>
    internal FloatingFormat(string name, string summary, int exponentBits, int mantissaBits, FloatingSpecials specials,
        bool carriesOwnExponent = false)
    {
        (Name, Summary, Specials, CarriesOwnExponent) = (name, summary, specials, carriesOwnExponent);
        _mantissaBits = mantissaBits;
        _minimumExponent = 2 - (1 << (exponentBits - 1));
        _signMask = 1 << (exponentBits + mantissaBits);
        _largestFinite = specials switch
        {
            FloatingSpecials.Ieee => _signMask - (1 << mantissaBits) - 1,
            FloatingSpecials.NanOnly => _signMask - 2,
            _ => _signMask - 1,
        };
    }

    public override string Name { get; }

    public override string Summary { get; }

    public override double Bits => double.ILogB(_signMask) + 1;

    public override bool CarriesOwnExponent { get; }

    public override int CodeCount => _signMask * 2;

    public FloatingSpecials Specials { get; }

    /// <summary>Width of the mantissa field.</summary>
    public int MantissaBits => _mantissaBits;

    /// <summary>The smallest normal magnitude.</summary>
    public double SmallestNormal => Math.ScaleB(1, _minimumExponent);

    /// <inheritdoc/>
    public override double Decode(int code)
    {
        CheckCode(code);
        int magnitude = code & (_signMask - 1);
        double value = magnitude <= _largestFinite ? Magnitude(magnitude)
            : Specials == FloatingSpecials.Ieee && magnitude == _largestFinite + 1 ? double.PositiveInfinity
            : double.NaN;
        return (code & _signMask) != 0 ? -value : value;
    }

    /// <inheritdoc/>
    public override int Encode(double value)
    {
        if (double.IsNaN(value))
        {
            return NanCode(value);
        }

        int sign = double.IsNegative(value) ? _signMask : 0;
        double magnitude = Math.Abs(value);
        if (double.IsInfinity(magnitude))
        {
            return sign | Overflow;
        }

        // One unit in the last place at this exponent; all subnormals share the smallest normal exponent's unit. The
        // scaling is by a power of two and exact, and a mantissa that rounds up to 2 carries into the exponent field.
        int exponent = magnitude == 0 ? _minimumExponent : Math.Max(Math.ILogB(magnitude), _minimumExponent);
        double units = Math.ScaleB(magnitude, _mantissaBits - exponent);
        int code = ((exponent - _minimumExponent) << _mantissaBits) + (int)Math.Round(units, MidpointRounding.ToEven);
        return sign | (code <= _largestFinite ? code : Overflow);
    }

    private int Overflow => Specials == FloatingSpecials.Ieee ? _largestFinite + 1 : _largestFinite;

    private double Magnitude(int code)
    {
        int field = code >> _mantissaBits;
        int mantissa = code & ((1 << _mantissaBits) - 1);
        return field == 0
            ? Math.ScaleB(mantissa, _minimumExponent - _mantissaBits)
            : Math.ScaleB(mantissa + (1 << _mantissaBits), _minimumExponent + field - 1 - _mantissaBits);
    }

    private int NanCode(double value)
    {
        if (Specials == FloatingSpecials.None)
        {
            CheckNumber(value);
        }

        return Specials == FloatingSpecials.Ieee
            ? _largestFinite + 1 + (1 << (_mantissaBits - 1))
            : _largestFinite + 1;
    }
}
