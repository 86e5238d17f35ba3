namespace Accel.Arch.Technologies;

/// <summary>One SRAM bank as CACTI prices it.</summary>
/// <param name="Bytes">Size of the bank.</param>
/// <param name="Bits">Width of its port.</param>
/// <param name="ReadPj">Energy of one read of the whole width.</param>
/// <param name="WritePj">Energy of one write of the whole width.</param>
/// <param name="AreaMm2">Area of the bank.</param>
public sealed record SramPoint(long Bytes, int Bits, double ReadPj, double WritePj, double AreaMm2);
