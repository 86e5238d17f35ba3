using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;
using Accel.Arch.Formats.Quantization;

namespace Accel.Sim.BitSerial;

/// <summary>A matrix of real weights, quantized as a design stores it, as the operands of the design's array.</summary>
/// <remarks>
/// <para>
/// Codes and scales are those of <see cref="ChannelQuantizer"/>, nothing is rounded again: term (or value) times group
/// scale times channel scale is exactly the quantizer's dequantized weight. INT8 second-level scales go to the PEs'
/// dequantizers and the channel's FP16 scale to the output stage; FP16 group scales go to the dequantizers alone, with
/// a channel scale of 1; the one scale of a channel without groups goes to the output stage.
/// </para>
/// <para>
/// BitMoD (HPCA 2025) computes with symmetric integers and special-value floats, and describes no unit for the zero
/// points of asymmetric integers. Here the term generator subtracts a group's zero point from each code, once for all
/// tokens, before Booth recoding; the difference is exact and takes one bit more than the code, which
/// <see cref="TermCount"/> charges. An unsigned code likewise takes one more bit for its sign.
/// </para>
/// </remarks>
public sealed class QuantizedOperands
{
    private readonly double[] _dequantized;

    private QuantizedOperands(BitSerialArray array, BitSerialOperands operands, double[] dequantized) =>
        (Array, Operands, _dequantized) = (array, operands, dequantized);

    /// <summary>The array of the design for this format.</summary>
    public BitSerialArray Array { get; }

    public BitSerialOperands Operands { get; }

    /// <summary>Row-major [N x K]: what the stored codes and scales stand for.</summary>
    public ReadOnlySpan<double> Dequantized => _dequantized;

    /// <summary>Quantizes channel by channel.</summary>
    /// <param name="activations">Row-major [M x K], finite.</param>
    /// <param name="weights">Row-major [N x K], finite, one output channel after the other.</param>
    /// <exception cref="ArgumentException">
    /// The fabric cannot multiply the format, the format is a mix over layers, or a length or value does not fit.
    /// </exception>
    public static QuantizedOperands Quantize(
        BitSerialFabric fabric,
        TensorFormat format,
        int m,
        int k,
        int n,
        ReadOnlySpan<Half> activations,
        ReadOnlySpan<double> weights)
    {
        ArgumentNullException.ThrowIfNull(fabric);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, n * k, nameof(weights));
        if (fabric.WhyNotWeights(format, Fp16) is { } reason)
        {
            throw new ArgumentException(reason, nameof(format));
        }

        var array = BitSerialArray.From(fabric, format);
        var parameters = new GroupParameters[n * (int)format.GroupsOf(k)];
        var codes = new int[weights.Length];
        var dequantized = new double[weights.Length];
        var channelScales = new Half[n];
        int groups = parameters.Length / n;
        for (int channel = 0; channel < n; channel++)
        {
            Span<GroupParameters> own = parameters.AsSpan(channel * groups, groups);
            QuantizedChannel quantized = ChannelQuantizer.Quantize(
                format, weights.Slice(channel * k, k), codes.AsSpan(channel * k), dequantized.AsSpan(channel * k), own);
            channelScales[channel] = ChannelScale(format, quantized, own[0]);
        }

        GroupScale[] scales = format.GroupSize == 0 ? [] : [.. parameters.Select(group => Scale(format.Scale, group))];
        double[] values = Values(format, k, codes, parameters);
        BitSerialOperands operands = fabric.Pe == BitSerialPe.BitSerial
            ? BitSerialOperands.ForTerms(
                m, k, n, activations, InLastPlaces(values, format.Element), Generator(format.Element), array.Group,
                scales, channelScales)
            : BitSerialOperands.ForMacs(
                m, k, n, activations, [.. values.Select(value => (Half)value)], array.Group, scales, channelScales);
        return new QuantizedOperands(array, operands, dequantized);
    }

    /// <summary>The term generator of a format that the bit-serial PE can multiply.</summary>
    public static TermGenerator Generator(NumberFormat element) => element is IntegerFormat integer
        ? TermGenerator.Booth((int)integer.Bits + (integer.Kind == IntegerKind.Signed ? 0 : 1))
        : TermGenerator.Windows;

    private static TensorFormat Fp16 { get; } = TensorFormat.Parse("fp16");

    /// <summary>What the PEs multiply by: codes decoded, each with its group's special value or zero point.</summary>
    private static double[] Values(TensorFormat format, int k, int[] codes, GroupParameters[] parameters)
    {
        int groups = (int)format.GroupsOf(k);
        var values = new double[codes.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            int group = format.GroupSize == 0 ? 0 : i % k / format.GroupSize;
            GroupParameters own = parameters[(i / k * groups) + group];
            values[i] = format.Element is SpecialValueFormat special
                ? special.Select(own.Selector).Decode(codes[i])
                : format.Element.Decode(codes[i]) - own.ZeroPoint;
        }

        return values;
    }

    private static int[] InLastPlaces(double[] values, NumberFormat element)
    {
        int unit = -Generator(element).UnitExponent;
        return [.. values.Select(value => (int)Math.ScaleB(value, unit))];
    }

    private static GroupScale Scale(ScaleFormat format, GroupParameters group) => format == ScaleFormat.Fp16
        ? GroupScale.FromFp16((Half)group.Scale)
        : GroupScale.FromInt8((byte)group.ScaleCode);

    private static Half ChannelScale(TensorFormat format, QuantizedChannel channel, GroupParameters first) =>
        (format.Scale, format.GroupSize) switch
        {
            (ScaleFormat.Int8SecondLevel, _) => (Half)channel.ChannelScale,
            (ScaleFormat.Fp16, 0) => (Half)first.Scale,
            _ => Half.One,
        };
}
