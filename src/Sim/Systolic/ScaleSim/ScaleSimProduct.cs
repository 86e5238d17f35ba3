using Accel.Arch.Designs.Systolic;

namespace Accel.Sim.Systolic.ScaleSim;

/// <summary>A matrix product on an array as SCALE-Sim folds it, and what it counts in closed form.</summary>
/// <remarks>
/// Folds run column by column, and within a column row by row. An edge fold takes as long as a full one.
/// Source: scalesim/compute/systolic_compute_{os,ws,is}.py.
/// </remarks>
/// <param name="Rows">Rows of the array.</param>
/// <param name="Columns">Columns of the array.</param>
public readonly record struct ScaleSimProduct(Dataflow Dataflow, long Rows, long Columns, long M, long K, long N)
{
    /// <summary>The extent along the rows: M when outputs stay, else K.</summary>
    public long RowExtent => Dataflow == Dataflow.OutputStationary ? M : K;

    /// <summary>The extent along the columns: M when inputs stay, else N.</summary>
    public long ColumnExtent => Dataflow == Dataflow.InputStationary ? M : N;

    /// <summary>Operands that pass by a PE in one fold.</summary>
    public long Depth => Dataflow switch
    {
        Dataflow.OutputStationary => K,
        Dataflow.WeightStationary => M,
        _ => N,
    };

    public long RowFolds => (RowExtent + Rows - 1) / Rows;

    public long ColumnFolds => (ColumnExtent + Columns - 1) / Columns;

    /// <summary>Rows that the last fold of a column uses.</summary>
    public long LastRows => RowExtent - ((RowFolds - 1) * Rows);

    /// <summary>Columns that the last column of folds uses.</summary>
    public long LastColumns => ColumnExtent - ((ColumnFolds - 1) * Columns);

    /// <summary>Cycles of one fold.</summary>
    /// <remarks>
    /// Kept as it is: outputs that stay take R + C + K - 2 cycles, as if they left the array while it still computes;
    /// shifting them out takes another R (the simulator's paper says so too). When weights or inputs stay, the first
    /// R cycles load them.
    /// </remarks>
    public long FoldCycles => Depth + Columns - 2 + (Dataflow == Dataflow.OutputStationary ? Rows : 2 * Rows);

    /// <summary>Cycles of all folds, one too few: SCALE-Sim reports the number of the last cycle, from zero.</summary>
    public long Cycles => (RowFolds * ColumnFolds * FoldCycles) - 1;

    public long Macs => M * K * N;

    /// <summary>Activations read from their buffer; windows that hang over an image's edge count whole.</summary>
    public long ActivationReads => Dataflow == Dataflow.InputStationary ? M * K : ColumnFolds * M * K;

    /// <summary>Weights read from their buffer.</summary>
    public long WeightReads => Dataflow switch
    {
        Dataflow.OutputStationary => RowFolds * K * N,
        Dataflow.WeightStationary => K * N,
        _ => ColumnFolds * K * N,
    };

    /// <summary>Outputs written to their buffer.</summary>
    /// <remarks>
    /// Kept as it is: outputs that stay count R + C more for every fold; partial sums are written for every row of
    /// folds and never read back.
    /// </remarks>
    public long OutputWrites => Dataflow == Dataflow.OutputStationary
        ? (M * N) + (RowFolds * ColumnFolds * (Rows + Columns))
        : RowFolds * M * N;
}
