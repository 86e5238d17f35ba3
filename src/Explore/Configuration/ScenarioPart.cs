namespace Accel.Explore.Configuration;

/// <summary>The parts of a scenario on which results depend, as far apart as their dependences are.</summary>
[Flags]
internal enum ScenarioPart
{
    None = 0,
    Fabric = 1 << 0,

    /// <summary>Sizes and ports of the buffers, without what only prices depend on.</summary>
    BufferSizes = 1 << 1,

    /// <summary>The buffers with their banks and cells.</summary>
    Buffers = 1 << 2,

    /// <summary>What times a transfer from DRAM, but for a share of the peak that the technology says.</summary>
    Memory = 1 << 3,

    /// <summary>What prices a transfer from DRAM.</summary>
    MemoryPrice = 1 << 4,
    VectorUnit = 1 << 5,
    Processor = 1 << 6,
    Schedule = 1 << 7,
    Workload = 1 << 8,
    Weights = 1 << 9,
    Activations = 1 << 10,
    KvCache = 1 << 11,
    Head = 1 << 12,
    SparseLayers = 1 << 13,
    Technology = 1 << 14,

    /// <summary>The FPGA that a technology stands for, or that it is none.</summary>
    Device = 1 << 15,
    Voltage = 1 << 16,
}
