namespace Accel.CostModel.Fpga;

/// <summary>The resources that a device may run out of.</summary>
public enum ResourceKind
{
    Lut,
    MemoryLut,
    FlipFlop,
    Dsp,
    Bram36,
    Uram,
}
