using System.Collections.Concurrent;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;

namespace Accel.Arch.Designs.BitSerial;

/// <summary>An output-stationary array of bit-serial PEs in tiles (BitMoD, HPCA 2025, Sec. IV and Fig. 6).</summary>
/// <remarks>
/// A row computes one output channel, a column one token. Inside a tile a weight term is broadcast along its row and an
/// activation along its column; between tiles operands travel systolically, one cycle a tile.
/// </remarks>
public sealed record BitSerialFabric : Fabric
{
    public const string KindName = "bit-serial";

    /// <summary>
    /// The most lanes, and the longest group, for which the PE's accumulator is known not to overflow.
    /// </summary>
    public const int MaximumLanes = 32, MaximumGroupSize = 4096;

    public override string Kind => KindName;

    public BitSerialPe Pe { get; init; } = BitSerialPe.BitSerial;

    /// <summary>
    /// The component kind that prices the PE, where a technology knows several (<c>pe-fp16-int8-ant</c>); null takes
    /// <see cref="Pe"/>'s own. The technology prices <c>KIND-lane</c> for each lane and, if shared, <c>KIND-core</c>.
    /// </summary>
    public string? PePrice { get; init; }

    /// <inheritdoc/>
    public override Precision DefaultPrecision => Pe switch
    {
        BitSerialPe.Fp16 => new(Fp16, Fp16, Fp16),
        BitSerialPe.Fp16Int8 => new(Int8, Fp16, Int8),
        _ => new(TensorFormat.Parse("int8/128"), Fp16, Int8),
    };

    private static TensorFormat Fp16 { get; } = TensorFormat.Parse("fp16");

    private static TensorFormat Int8 { get; } = TensorFormat.Parse("int8");

    /// <summary>The component kind that prices the PE, without <c>-lane</c> or <c>-core</c>.</summary>
    public string PeKind => PePrice ?? Pe switch
    {
        BitSerialPe.BitSerial => "pe-bit-serial",
        BitSerialPe.Fp16 => "pe-fp16",
        _ => "pe-fp16-int8",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> RequiredPrices => PricesOf.GetOrAdd((Pe, PeKind), static pe =>
        pe.Pe == BitSerialPe.BitSerial
            ? [pe.Kind + "-lane", "term-encoder", "column-accumulator"]
            : [pe.Kind + "-lane", "column-accumulator"]);

    /// <inheritdoc/>
    public override bool HasOwnPrice(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return PePrice is { } own && kind.StartsWith(own, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public override long PriceKey(Precision precision) => 0;

    /// <summary>Asked for every design point of a sweep, so each list is kept.</summary>
    private static ConcurrentDictionary<(BitSerialPe Pe, string Kind), string[]> PricesOf { get; } = new();

    /// <summary>Output channels in parallel.</summary>
    public int Rows { get; init; } = 32;

    /// <summary>Tokens in parallel.</summary>
    public int Columns { get; init; } = 32;

    /// <summary>Weights that one PE multiplies in parallel, one term each a cycle.</summary>
    public int Lanes { get; init; } = 4;

    /// <summary>Rows of one tile; the last tile may be smaller.</summary>
    public int TileRows { get; init; } = 8;

    /// <summary>Columns of one tile; the last tile may be smaller.</summary>
    public int TileColumns { get; init; } = 8;

    /// <summary>
    /// Elements that a PE accumulates before dequantizing when the weight format has no groups of its own.
    /// </summary>
    public int GroupSize { get; init; } = 128;

    public long Pes => (long)Rows * Columns;

    /// <summary>Tiles along the rows.</summary>
    public int TileGridRows => (Rows + TileRows - 1) / TileRows;

    /// <summary>Tiles along the columns.</summary>
    public int TileGridColumns => (Columns + TileColumns - 1) / TileColumns;

    /// <summary>The group that the PE accumulates for a weight format.</summary>
    public int GroupOf(TensorFormat weights) => weights.GroupSize > 0 ? weights.GroupSize : GroupSize;

    /// <inheritdoc/>
    public override string? WhyNot(TensorFormat weights, TensorFormat activations)
    {
        if (activations.Element.Name != "fp16")
        {
            return $"the {PeName} PE multiplies fp16 activations, not {activations}";
        }

        if (TermCount.Of(this, weights.Element) is null)
        {
            return $"the {PeName} PE cannot multiply {weights.Element} weights";
        }

        return GroupOf(weights) % Lanes != 0
            ? $"fabric.lanes must divide the group size ({GroupOf(weights)}), got {Lanes}"
            : null;
    }

    /// <inheritdoc/>
    public override double PeakMacsPerCycle(TensorFormat weights, TensorFormat activations) =>
        (double)Pes * Lanes / CyclesPerBeat(weights.Element);

    /// <summary>Cycles in which a PE takes one beat, that is one weight in every lane: the format's terms.</summary>
    /// <exception cref="ArgumentException">The PE cannot multiply the format.</exception>
    public int CyclesPerBeat(NumberFormat weights) => TermCount.Of(this, weights)
        ?? throw new ArgumentException($"the {PeName} PE cannot multiply {weights} weights", nameof(weights));

    /// <inheritdoc/>
    /// <remarks>
    /// Weights are stored in 4-bit steps; a bit-serial array takes at least two cycles for a beat, so that half the
    /// bits a cycle are enough (the artifact's accelerator.py sizes its buffers so).
    /// </remarks>
    public override long WeightPortBits(TensorFormat weights)
    {
        long stored = 4 * (long)Math.Ceiling(weights.Element.Bits / 4);
        return Math.Max(8, Lanes * stored * Rows / (Pe == BitSerialPe.BitSerial ? 2 : 1));
    }

    /// <inheritdoc/>
    public override long ActivationPortBits(TensorFormat activations) =>
        Math.Max(8, (long)(Lanes * activations.Element.Bits * Columns) / (Pe == BitSerialPe.BitSerial ? 2 : 1));

    private string PeName => Pe switch
    {
        BitSerialPe.BitSerial => "bit-serial",
        BitSerialPe.Fp16 => "fp16",
        _ => "fp16-int8",
    };
}
