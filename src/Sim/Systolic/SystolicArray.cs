using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;

namespace Accel.Sim.Systolic;

/// <summary>A systolic array as its closed form and its machine see it, for one pair of formats.</summary>
/// <param name="Rows">PEs along the rows, taken apart as far as the formats let them.</param>
/// <param name="Columns">PEs along the columns, likewise.</param>
/// <param name="PesPerMac">Narrow PEs that one multiplication occupies.</param>
/// <param name="WeightBits">Stored bits of a weight.</param>
/// <param name="ActivationBits">Stored bits of an activation, and of an output.</param>
/// <param name="SumBits">Bits of a partial sum in the output buffer.</param>
/// <param name="Depth">
/// Vectors that stream past a stationary fold before the next K fold is loaded: as many as their partial sums find room
/// in half the output buffer. Without meaning in output-stationary dataflow.
/// </param>
/// <param name="DecodesWeights">Whether a decoder stands where weights enter.</param>
/// <param name="DecodesActivations">Whether a decoder stands where activations enter.</param>
public readonly record struct SystolicArray(
    int Rows, int Columns, Dataflow Dataflow, int PesPerMac, int WeightBits, int ActivationBits, int SumBits,
    long Depth, bool DecodesWeights, bool DecodesActivations)
{
    /// <summary>Bits of a partial sum of floating-point PEs: binary32.</summary>
    public const int FloatSumBits = 32;

    /// <summary>The array of a fabric for formats that <see cref="SystolicFabric.WhyNot"/> has let pass.</summary>
    /// <param name="outputBufferBits">Size of the output buffer.</param>
    public static SystolicArray From(
        SystolicFabric fabric, TensorFormat weights, TensorFormat activations, long outputBufferBits)
    {
        NumberFormat ofWeights = weights.Element;
        NumberFormat ofActivations = activations.Element;
        (int rows, int columns) = fabric.ShapeFor(ofWeights, ofActivations);
        int sumBits = fabric.PeOf(weights, activations) is SystolicPe.FloatingPoint or SystolicPe.LMul
            ? FloatSumBits
            : fabric.AccumulatorBits;
        return new SystolicArray(
            rows, columns, fabric.Dataflow, fabric.PesPerMac(ofWeights, ofActivations), WholeBits(ofWeights),
            WholeBits(ofActivations), sumBits, Math.Max(1, outputBufferBits / 2 / ((long)columns * sumBits)),
            ComponentKinds.NeedsDecoder(ofWeights), ComponentKinds.NeedsDecoder(ofActivations));
    }

    /// <summary>Tokens of one fold.</summary>
    public long FoldM => Dataflow switch
    {
        Dataflow.OutputStationary => Rows,
        Dataflow.WeightStationary => Depth,
        _ => Columns,
    };

    /// <summary>Output channels of one fold.</summary>
    public long FoldN => Dataflow == Dataflow.InputStationary ? Depth : Columns;

    private static int WholeBits(NumberFormat format) => (int)Math.Ceiling(format.Bits);
}
