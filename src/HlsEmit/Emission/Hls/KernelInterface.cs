namespace Accel.HlsEmit.Emission.Hls;

/// <summary>How a kernel meets its surroundings.</summary>
public enum KernelInterface
{
    /// <summary>Operands in memory behind <c>m_axi</c> bundles, started through <c>s_axilite</c>: Vitis.</summary>
    Memory,

    /// <summary>AXI4-Streams with the beats of the Verilog engine's: Vivado, or kernel to kernel.</summary>
    Stream,
}
