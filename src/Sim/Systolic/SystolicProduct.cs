using Accel.Arch.Activity;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Sim.Systolic.Machine;

namespace Accel.Sim.Systolic;

/// <summary>
/// One product of real matrices on a systolic fabric: quantized, and then run on its machine or reference.
/// </summary>
/// <remarks>
/// Tokens and channels are vectors of K with a scale each. An output is its raw sum times the units of both formats,
/// times the token's and the channel's scale, in binary64.
/// </remarks>
public sealed class SystolicProduct
{
    private readonly SystolicFabric _fabric;
    private readonly SystolicPe _pe;

    private SystolicProduct(SystolicFabric fabric, in SystolicArray array, SystolicPe pe,
        QuantizedMatrix activations, QuantizedMatrix weights) =>
        (_fabric, Array, _pe, Activations, Weights) = (fabric, array, pe, activations, weights);

    /// <summary>The array as it is for the two formats.</summary>
    public SystolicArray Array { get; }

    /// <summary>[M x K].</summary>
    public QuantizedMatrix Activations { get; }

    /// <summary>[N x K].</summary>
    public QuantizedMatrix Weights { get; }

    private bool IsFloating => _pe is SystolicPe.FloatingPoint or SystolicPe.LMul;

    /// <summary>Quantizes both operands.</summary>
    /// <param name="outputBufferBits">Size of the output buffer, which bounds partial sums.</param>
    /// <param name="activations">Row-major [M x K], finite.</param>
    /// <param name="weights">Row-major [N x K], finite.</param>
    /// <exception cref="ArgumentException">The fabric cannot multiply the formats, or a length does not
    /// fit.</exception>
    public static SystolicProduct Of(
        SystolicFabric fabric, TensorFormat weightFormat, TensorFormat activationFormat, long outputBufferBits,
        int m, int k, int n, ReadOnlySpan<double> activations, ReadOnlySpan<double> weights)
    {
        ArgumentNullException.ThrowIfNull(fabric);
        if (fabric.WhyNotWeights(weightFormat, activationFormat) is { } reason)
        {
            throw new ArgumentException(reason, nameof(weightFormat));
        }

        return new SystolicProduct(
            fabric, SystolicArray.From(fabric, weightFormat, activationFormat, outputBufferBits),
            fabric.PeOf(weightFormat, activationFormat),
            QuantizedMatrix.Quantize(activationFormat, m, k, activations),
            QuantizedMatrix.Quantize(weightFormat, n, k, weights));
    }

    /// <summary>Steps the machine to its end.</summary>
    /// <param name="outputs">Row-major [M x N].</param>
    /// <param name="overflowed">Whether an accumulator overflowed.</param>
    public ActivityCounts Step(out double[] outputs, out bool overflowed) => _pe switch
    {
        SystolicPe.LMul => Step<float, float, LMulPe>(LMul, Floats, sum => sum, out outputs, out overflowed),
        SystolicPe.FloatingPoint => Step<float, float, FloatingPe>(
            default, Floats, sum => sum, out outputs, out overflowed),
        _ when HasUsualAccumulator => Step<int, int, WrappingPe32>(
            default, Integers, sum => sum, out outputs, out overflowed),
        _ => Step<int, long, IntegerPe>(Integer, Integers, sum => sum, out outputs, out overflowed),
    };

    /// <summary>Computes the same value by value; row-major [M x N].</summary>
    /// <param name="overflowed">Whether an accumulator overflowed.</param>
    public double[] Reference(out bool overflowed) => _pe switch
    {
        SystolicPe.LMul => Reference<float, float, LMulPe>(LMul, Floats, sum => sum, out overflowed),
        SystolicPe.FloatingPoint => Reference<float, float, FloatingPe>(default, Floats, sum => sum, out overflowed),
        _ => Reference<int, long, IntegerPe>(Integer, Integers, sum => sum, out overflowed),
    };

    private bool HasUsualAccumulator => _fabric is { AccumulatorBits: 32, Overflow: AccumulatorOverflow.Wrap };

    private IntegerPe Integer => new(new IntegerSum(_fabric.AccumulatorBits, _fabric.Overflow));

    private LMulPe LMul => new(LMulProduct.MantissaBits(
        (FloatingFormat)Activations.Format.Element, (FloatingFormat)Weights.Format.Element));

    private OperandMatrix<int> Integers(QuantizedMatrix matrix) => matrix.ToIntegers();

    private OperandMatrix<float> Floats(QuantizedMatrix matrix) => matrix.ToFloats(_pe == SystolicPe.LMul);

    private ActivityCounts Step<TOperand, TSum, TPe>(
        TPe pe, Func<QuantizedMatrix, OperandMatrix<TOperand>> operand, Func<TSum, double> value,
        out double[] outputs, out bool overflowed)
        where TOperand : unmanaged
        where TSum : unmanaged
        where TPe : struct, IPe<TOperand, TSum>
    {
        var machine = SystolicMachines.Of<TOperand, TSum, TPe>(
            Array, _fabric.Pes, pe, operand(Activations), operand(Weights));
        ActivityCounts counts = machine.Run();
        outputs = Scaled(machine.Outputs, value);
        overflowed = machine.HasOverflowed;
        return counts;
    }

    private double[] Reference<TOperand, TSum, TPe>(
        TPe pe, Func<QuantizedMatrix, OperandMatrix<TOperand>> operand, Func<TSum, double> value, out bool overflowed)
        where TOperand : unmanaged
        where TSum : unmanaged
        where TPe : struct, IPe<TOperand, TSum>
    {
        var sums = new TSum[Activations.Scales.Length * Weights.Scales.Length];
        SystolicReference.Multiply(Array, ref pe, operand(Activations), operand(Weights), sums);
        overflowed = pe.HasOverflowed;
        return Scaled(sums, value);
    }

    private double[] Scaled<TSum>(ReadOnlySpan<TSum> sums, Func<TSum, double> value)
    {
        int unit = IsFloating ? 0 : Activations.UnitExponent + Weights.UnitExponent;
        var outputs = new double[sums.Length];
        int channels = Weights.Scales.Length;
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Math.ScaleB(value(sums[i]), unit) * Activations.Scales[i / channels]
                * Weights.Scales[i % channels];
        }

        return outputs;
    }
}
