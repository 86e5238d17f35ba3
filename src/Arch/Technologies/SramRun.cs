namespace Accel.Arch.Technologies;

/// <summary>One SRAM macro of a table: a size, the width of its one port, and what is known about it.</summary>
/// <param name="Bytes">Size of the macro.</param>
/// <param name="Bits">Width of its port.</param>
/// <param name="ReadPj">Energy of one read of the whole width, in picojoules.</param>
/// <param name="WritePj">Energy of one write of the whole width, in picojoules.</param>
/// <param name="AreaMm2">Area of the macro, in square millimetres.</param>
/// <param name="LeakageMw">Leakage of the macro, in milliwatts.</param>
/// <param name="AccessNs">Time from address to data, in nanoseconds.</param>
public sealed record SramRun(
    long Bytes, int Bits, double? ReadPj, double? WritePj, double? AreaMm2, double? LeakageMw, double? AccessNs);
