using Accel.Arch.Designs.TableLookup;
using Accel.CostModel.Fpga;

namespace Accel.CostModel.TableLookup;

/// <summary>The floating-point units beside the engine, as operators (TeLLMe, arXiv 2510.15926, Sec. 3).</summary>
/// <remarks>A reconstruction: the paper names the steps, not the operators. FP16 where it says nothing else.</remarks>
internal static class FloatingModules
{
    /// <summary>A lane of the fused path: dequantization, SiLU times a branch, residual, RoPE, quantization.</summary>
    /// <remarks>20 DSP slices: with 16 lanes the published 320.</remarks>
    public static OperatorCost Lane { get; } =
        FloatingOperator.FromInteger + FloatingOperator.SingleMultiply + FloatingOperator.SingleToHalf
        + FloatingOperator.HalfExponential + FloatingOperator.HalfAdd + FloatingOperator.HalfDivide
        + FloatingOperator.HalfMultiply
        + FloatingOperator.HalfAdd
        + (2 * FloatingOperator.HalfMultiply) + FloatingOperator.HalfAdd
        + FloatingOperator.HalfToSingle + FloatingOperator.SingleMultiply + FloatingOperator.ToInteger
        + new OperatorCost(FabricLogic.Multiplexer(4, 16), 0);

    /// <summary>A multiply-accumulate of scores: its share of the tree of additions included.</summary>
    private static OperatorCost Score => FloatingOperator.HalfMultiply + FloatingOperator.HalfAdd;

    /// <summary>Two exponentials, the denominator, and the running maximum with both differences in fabric.</summary>
    private static OperatorCost Softmax => (2 * FloatingOperator.HalfExponential) + FloatingOperator.HalfMultiply
        + FloatingOperator.HalfAdd + (2 * FloatingOperator.HalfAddInFabric)
        + new OperatorCost(FabricLogic.Comparator(16), 0);

    /// <summary>Prefill attention: each query's lanes for scores and for values, which are rescaled as well.</summary>
    public static OperatorCost Prefill(AttentionUnit unit) => unit.Queries * ((unit.Lanes * Score)
        + (unit.Lanes * (Score + FloatingOperator.HalfMultiply)) + Softmax
        + (unit.Lanes * FloatingOperator.HalfDivide));

    /// <summary>Decode attention: lanes for scores, as many for values, one softmax.</summary>
    public static OperatorCost Decode(AttentionUnit unit) =>
        (2 * unit.DecodeLanes * Score) + Softmax + FloatingOperator.HalfDivide;

    /// <summary>RMSNorm with the running maximum: FP32 squares, a root; a scaling and comparison a lane.</summary>
    public static OperatorCost Norm(int lanes) =>
        (Math.Ceiling(lanes * TableLookupCalibration.SquaresPerLane)
            * (FloatingOperator.SingleMultiply + FloatingOperator.SingleAdd))
        + FloatingOperator.SingleSquareRoot + FloatingOperator.SingleDivide
        + (lanes * (FloatingOperator.HalfMultiply + new OperatorCost(FabricLogic.Comparator(16), 0)));
}
