using Accel.Arch.Designs.Systolic;

namespace Accel.Sim.Systolic.ScaleSim;

/// <summary>The efficiencies of SCALE-Sim's compute report, as fractions.</summary>
/// <remarks>
/// SCALE-Sim takes means over all folds; used rows and used columns vary independently, so closed forms equal them but
/// for rounding.
/// </remarks>
public static class ScaleSimEfficiency
{
    /// <summary>The share of PEs that a fold uses.</summary>
    public static double Mapping(in ScaleSimProduct product) =>
        (double)product.RowExtent * product.ColumnExtent / AllPes(product);

    /// <summary>The share of PE-cycles that a fold uses.</summary>
    /// <remarks>
    /// Kept as it is: when weights or inputs stay, a fold is charged C - 1 cycles more than it takes.
    /// </remarks>
    public static double Compute(in ScaleSimProduct product)
    {
        long charged = product.FoldCycles
            + (product.Dataflow == Dataflow.OutputStationary ? 0 : product.Columns - 1);
        return Mapping(product) * product.Depth / charged;
    }

    /// <summary>Useful multiply-accumulates over those of all PEs in <see cref="ScaleSimProduct.Cycles"/>.</summary>
    /// <remarks>Can pass 1 on a tiny array, by the cycle that SCALE-Sim loses; 0 where no cycle is left.</remarks>
    public static double Overall(in ScaleSimProduct product) => product.Cycles == 0
        ? 0
        : (double)product.Macs / ((double)product.Cycles * product.Rows * product.Columns);

    private static double AllPes(in ScaleSimProduct product) =>
        (double)product.RowFolds * product.Rows * product.ColumnFolds * product.Columns;
}
