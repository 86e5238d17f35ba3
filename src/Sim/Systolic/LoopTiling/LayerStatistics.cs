namespace Accel.Sim.Systolic.LoopTiling;

/// <summary>What a layer takes under one tiling and loop order: the statistics that the simulators print.</summary>
/// <remarks>Buffers and DRAM in bits. What DRAM gives is written into the operands' buffers once.</remarks>
public readonly record struct LayerStatistics
{
    /// <summary>Cycles from start to end, <see cref="StallCycles"/> included.</summary>
    public long Cycles { get; init; }

    /// <summary>Cycles in which the array waits for DRAM, the first load and the last store among them.</summary>
    public long StallCycles { get; init; }

    /// <summary>Cycles in which DRAM is busy: first load, what the array computes under, last store.</summary>
    public long DramCycles { get; init; }

    public long WeightReadBits { get; init; }

    public long WeightWriteBits { get; init; }

    public long ActivationReadBits { get; init; }

    public long ActivationWriteBits { get; init; }

    public long OutputReadBits { get; init; }

    public long OutputWriteBits { get; init; }

    public long DramReadBits { get; init; }

    public long DramWriteBits { get; init; }

    /// <summary>The tile that takes this.</summary>
    public LayerTile Tile { get; init; }

    /// <summary>The loop order, outermost first, as <see cref="LoopOrders"/> packs it.</summary>
    public int Order { get; init; }

    public long ComputeCycles => Cycles - StallCycles;
}
