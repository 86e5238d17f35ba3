using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;

namespace Accel.Sim.BitSerial;

/// <summary>Everything of a bit-serial array and a weight format that time and activity depend on.</summary>
/// <remarks>
/// Small, so that a sweep makes one a design point; divisions that do not depend on the GEMM are done here.
/// </remarks>
public readonly record struct BitSerialArray
{
    /// <summary>Registers from a tile's operand register to the accumulator: align, multiply, accumulate.</summary>
    public const int BitSerialPipeline = 3;

    /// <summary>Registers from a tile's operand register to the accumulator: multiply, accumulate.</summary>
    public const int MacPipeline = 2;

    public const int ActivationBits = 16;

    public const int OutputBits = 16;

    /// <param name="rows">Output channels in parallel.</param>
    /// <param name="columns">Tokens in parallel.</param>
    /// <param name="tileRows">Rows of a tile; the array's last tile may be smaller.</param>
    /// <param name="tileColumns">Columns of a tile, likewise.</param>
    /// <param name="lanes">Weights of a beat.</param>
    /// <param name="cyclesPerBeat">Terms of a weight.</param>
    /// <param name="group">Weights between dequantizations; 0 for none before the end of K.</param>
    /// <param name="dequantizationCycles">Scale bits; 0 when a PE hands its sum over as it is.</param>
    /// <param name="pipeline">Cycles from a tile's operand register to the end of accumulation.</param>
    public BitSerialArray(
        int rows,
        int columns,
        int tileRows,
        int tileColumns,
        int lanes,
        int cyclesPerBeat,
        int group,
        int dequantizationCycles,
        int pipeline)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tileRows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tileColumns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lanes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cyclesPerBeat);
        ArgumentOutOfRangeException.ThrowIfNegative(group);
        ArgumentOutOfRangeException.ThrowIfNegative(dequantizationCycles);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pipeline);
        Rows = rows;
        Columns = columns;
        TileRows = tileRows;
        TileColumns = tileColumns;
        Lanes = lanes;
        CyclesPerBeat = cyclesPerBeat;
        Group = group;
        DequantizationCycles = dequantizationCycles;
        Pipeline = pipeline;
        TileGridRows = (rows + tileRows - 1) / tileRows;
        TileGridColumns = (columns + tileColumns - 1) / tileColumns;
        GroupBeats = (group + lanes - 1) / lanes;
        WholeCollect = rows < tileRows ? rows : rows / tileRows - 1 + tileRows;
    }

    public int Rows { get; }

    public int Columns { get; }

    public int TileRows { get; }

    public int TileColumns { get; }

    public int Lanes { get; }

    public int CyclesPerBeat { get; }

    public int Group { get; }

    public int DequantizationCycles { get; }

    public int Pipeline { get; }

    /// <summary>Stored bits of a weight; fractional for a mix of formats over layers.</summary>
    public double WeightBits { get; init; }

    /// <summary>
    /// Bits read with every group of a channel: its scale and its special-value selector or zero point.
    /// </summary>
    public int GroupBits { get; init; }

    /// <summary>Whether every tile has a term encoder.</summary>
    public bool HasEncoders { get; init; }

    internal int TileGridRows { get; }

    internal int TileGridColumns { get; }

    /// <summary>Beats of a whole group.</summary>
    internal int GroupBeats { get; }

    /// <summary>
    /// Cycles in which the column accumulators of a fold of all rows take it, skew of the tiles included.
    /// </summary>
    internal int WholeCollect { get; }

    /// <summary>The array of a design with weights of a format.</summary>
    /// <remarks>
    /// A PE without groups in its weights still empties its accumulator after <see cref="BitSerialFabric.GroupSize"/>
    /// weights, times one; the baselines accumulate in binary32 and do so only for weights that have groups.
    /// </remarks>
    /// <exception cref="ArgumentException">The fabric cannot multiply the format.</exception>
    public static BitSerialArray From(BitSerialFabric fabric, TensorFormat weights)
    {
        ArgumentNullException.ThrowIfNull(fabric);
        ArgumentNullException.ThrowIfNull(weights);
        bool isBitSerial = fabric.Pe == BitSerialPe.BitSerial;
        bool hasGroups = weights.GroupSize > 0;
        return new BitSerialArray(
            fabric.Rows,
            fabric.Columns,
            fabric.TileRows,
            fabric.TileColumns,
            fabric.Lanes,
            fabric.CyclesPerBeat(weights.Element),
            isBitSerial ? fabric.GroupOf(weights) : weights.GroupSize,
            isBitSerial ? ScaleBits(weights) : 0,
            isBitSerial ? BitSerialPipeline : MacPipeline)
        {
            WeightBits = weights.Element.Bits,
            GroupBits = hasGroups ? StoredScaleBits(weights.Scale) + weights.Element.GroupMetadataBits : 0,
            HasEncoders = isBitSerial,
        };
    }

    private static int ScaleBits(TensorFormat weights) => weights is { GroupSize: > 0, Scale: ScaleFormat.Fp16 }
        ? GroupScale.Fp16Bits
        : GroupScale.Int8Bits;

    private static int StoredScaleBits(ScaleFormat scale) => scale switch
    {
        ScaleFormat.None => 0,
        ScaleFormat.Fp16 => 16,
        _ => 8,
    };
}
