using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Devices;
using Accel.CostModel.Fpga;

namespace Accel.CostModel.DspChain;

/// <summary>The vector unit, which FlightLLM calls special function unit: softmax and norms in FP16, in
/// passes.</summary>
/// <remarks>
/// A reconstruction: FlightLLM (arXiv 2401.03868, Sec. 3.3) names micro-operations, not operators. A lane multiplies,
/// adds, compares and converts, and has a table of half a block RAM for exponentials and activation functions: 192 of
/// the published 201 DSP slices and all of the 24 block RAMs. A core adds up its lanes, divides, takes roots, and
/// multiplies a single-precision scale: the other nine.
/// </remarks>
internal static class ChainVectorUnit
{
    private const int TableWords = 1024, HalfBits = 16;

    public static FpgaResources Of(Design design, DspChainFabric fabric)
    {
        int lanes = design.VectorUnit.Lanes;
        OperatorCost lane = FloatingOperator.HalfMultiply + FloatingOperator.HalfAdd + FloatingOperator.FromInteger
            + FloatingOperator.ToInteger + new OperatorCost(FabricLogic.Comparator(HalfBits), 0);
        OperatorCost core = FloatingOperator.SingleMultiply + FloatingOperator.SingleSquareRoot
            + FloatingOperator.HalfDivide;
        // A tree over the lanes of a core has one addition fewer than it has lanes.
        OperatorCost tree = Math.Max(0, lanes - fabric.Cores) * FloatingOperator.HalfAddInFabric;
        OperatorCost all = (lanes * lane) + (fabric.Cores * core) + tree;
        return new FpgaResources(all.Luts, all.Luts * ChainCalibration.VectorFfsPerLut, all.Dsps,
            lanes * FabricMemory.BlockRam(TableWords, HalfBits), 0);
    }
}
