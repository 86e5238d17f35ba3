using Accel.Arch.Formats.OutlierVictim;

namespace Accel.Arch.Formats.Baselines;

/// <summary>The values of one of ANT's number types.</summary>
/// <remarks>
/// <para>Unit: the smallest step between whole codes; the unsigned float has a subnormal of 0.5. Exact.</para>
/// <para>The signed integer reaches one step further down than up. The signed 4-bit float has three exponent bits and
/// no mantissa, so that its values are those of the power of two. Unlike OliVe's, a signed grid that lacks a value has
/// a second zero, which changes no value.</para>
/// <para>Source: ANT's released code (github.com/clevercool/ANT-Quantization, ant_quantization, quant_modules.py at
/// 2c0f3cc).</para>
/// </remarks>
public sealed class AntGrid
{
    private const int FloatExponentBits = 3;

    private readonly double[] _values;
    private readonly double[] _belowBounds;

    /// <param name="bits">Bits of a code, 3 to 8.</param>
    /// <param name="isSigned">Whether the grid has negative values.</param>
    public AntGrid(AntKind kind, int bits, bool isSigned)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 8);
        (Kind, Bits, IsSigned) = (kind, bits, isSigned);
        double[] magnitudes = Magnitudes(kind, isSigned ? bits - 1 : bits);
        Largest = magnitudes.Max();
        IEnumerable<double> lowest = isSigned && kind == AntKind.Int ? [-Largest - 1] : [];
        _values = [.. magnitudes.Concat(isSigned ? magnitudes.Select(value => -value) : []).Concat(lowest)
            .Distinct().Order()];
        _belowBounds = [.. _values.Zip(_values.Skip(1), (low, high) => Math.BitDecrement((low + high) / 2))];
    }

    public AntKind Kind { get; }

    public int Bits { get; }

    public bool IsSigned { get; }

    /// <summary>The largest value; a scale is the clipping threshold over it.</summary>
    public double Largest { get; }

    /// <summary>The values, ascending, each once.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>
    /// The largest number below each midpoint of neighbours: half way goes to the larger value, as in the released
    /// kernel.
    /// </summary>
    internal ReadOnlySpan<double> BelowBounds => _belowBounds;

    /// <summary>The value nearest to an element in units of the grid; half way to the larger one.</summary>
    public double Round(double scaled)
    {
        int index = 0;
        foreach (double bound in _belowBounds)
        {
            index += scaled > bound ? 1 : 0;
        }

        return _values[index];
    }

    private static double[] Magnitudes(AntKind kind, int bits) => kind switch
    {
        AntKind.Int => [.. Enumerable.Range(0, 1 << bits).Select(code => (double)code)],
        AntKind.Flint => [.. Enumerable.Range(0, 1 << bits).Select(code => (double)Flint.Decode(code, bits).Value)],
        AntKind.PowerOfTwo => [0, .. Enumerable.Range(0, (1 << bits) - 1).Select(e => Math.ScaleB(1, e))],
        _ => [.. Enumerable.Range(0, 1 << bits).Select(code => FloatMagnitude(code, bits))],
    };

    private static double FloatMagnitude(int code, int bits)
    {
        int mantissaBits = bits - Math.Min(FloatExponentBits, bits);
        int exponent = code >> mantissaBits;
        double fraction = Math.ScaleB(code & ((1 << mantissaBits) - 1), -mantissaBits);
        return exponent == 0 ? fraction : Math.ScaleB(1 + fraction, exponent - 1);
    }
}
