using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Formats.OutlierVictim;
using Accel.Arch.Formats.Quantization;

namespace Accel.Sim.Systolic;

/// <summary>A matrix of real numbers, quantized vector by vector as a format stores it.</summary>
/// <remarks>
/// Codes and scales are those of <see cref="ChannelQuantizer"/>: value = code's value x the vector's scale, which is
/// applied behind the array. Integer PEs take values in units of the format, a power of two.
/// </remarks>
public sealed class QuantizedMatrix
{
    private readonly ushort[] _codes;
    private readonly double[] _scales;
    private readonly double[] _dequantized;
    private readonly int _vectors;
    private readonly int _k;

    private QuantizedMatrix(TensorFormat format, int vectors, int k)
    {
        (Format, _vectors, _k) = (format, vectors, k);
        (_codes, _scales, _dequantized) = (new ushort[vectors * k], new double[vectors], new double[vectors * k]);
    }

    public TensorFormat Format { get; }

    /// <summary>The scale of each vector; 1 for formats that have none.</summary>
    public ReadOnlySpan<double> Scales => _scales;

    /// <summary>Row-major [vectors x K]: what the codes and scales stand for.</summary>
    public ReadOnlySpan<double> Dequantized => _dequantized;

    /// <summary>Quantizes.</summary>
    /// <param name="values">Row-major [vectors x K], finite.</param>
    /// <exception cref="ArgumentException">The format has groups or no codes, or a length or value does not
    /// fit.</exception>
    public static QuantizedMatrix Quantize(TensorFormat format, int vectors, int k, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, vectors * k, nameof(values));
        if (format.GroupSize > 0)
        {
            throw new ArgumentException($"{format} has groups", nameof(format));
        }

        QuantizedMatrix matrix = new(format, vectors, k);
        var codes = new int[k];
        var group = new GroupParameters[1];
        for (int vector = 0; vector < vectors; vector++)
        {
            ChannelQuantizer.Quantize(
                format, values.Slice(vector * k, k), codes, matrix._dequantized.AsSpan(vector * k, k), group);
            matrix._scales[vector] = group[0].Scale;
            for (int i = 0; i < k; i++)
            {
                matrix._codes[(vector * k) + i] = (ushort)codes[i];
            }
        }

        return matrix;
    }

    /// <summary>The operand of integer PEs, in units of the format.</summary>
    public OperandMatrix<int> ToIntegers()
    {
        if (Format.Element is OutlierVictimFormat pairs)
        {
            return ToPairs(pairs);
        }

        return new CodedMatrix<int>(_codes, OperandTables.Integers(Format.Element), _vectors, _k);
    }

    /// <summary>The operand of floating-point PEs.</summary>
    /// <param name="flushesSubnormals">Whether the decoder turns subnormal numbers into zero, as L-Mul needs
    /// it.</param>
    public OperandMatrix<float> ToFloats(bool flushesSubnormals) =>
        new CodedMatrix<float>(_codes, OperandTables.Floats(Format.Element, flushesSubnormals), _vectors, _k);

    /// <summary>The exponent of the unit that <see cref="ToIntegers"/> counts in.</summary>
    public int UnitExponent => FixedPointValues.Of(Format.Element)?.UnitExponent ?? 0;

    private PairedMatrix ToPairs(OutlierVictimFormat pairs)
    {
        int bytes = PairCodec.PackedBytes(pairs, _k);
        var packed = new byte[_vectors * bytes];
        var codes = new int[_k];
        for (int vector = 0; vector < _vectors; vector++)
        {
            for (int i = 0; i < _k; i++)
            {
                codes[i] = _codes[(vector * _k) + i];
            }

            PairCodec.Pack(pairs, codes, packed.AsSpan(vector * bytes, bytes));
        }

        return new PairedMatrix(pairs, packed, _vectors, _k);
    }
}
