namespace Accel.CostModel.Sram;

/// <summary>What one SRAM bank costs.</summary>
/// <param name="ReadPj">Energy of one read of the whole port, in picojoules.</param>
/// <param name="WritePj">Energy of one write of the whole port, in picojoules.</param>
/// <param name="AreaMm2">Area in square millimetres.</param>
public readonly record struct SramPrice(double ReadPj, double WritePj, double AreaMm2)
{
    internal static SramPrice FromLogs(in SramPrice logs) =>
        new(Math.Exp(logs.ReadPj), Math.Exp(logs.WritePj), Math.Exp(logs.AreaMm2));

    internal SramPrice Logs() => new(Math.Log(ReadPj), Math.Log(WritePj), Math.Log(AreaMm2));

    internal SramPrice Plus(in SramPrice other, double times) => new(
        ReadPj + (other.ReadPj * times), WritePj + (other.WritePj * times), AreaMm2 + (other.AreaMm2 * times));

    internal static SramPrice Lerp(in SramPrice from, in SramPrice to, double t) => new(
        from.ReadPj + ((to.ReadPj - from.ReadPj) * t),
        from.WritePj + ((to.WritePj - from.WritePj) * t),
        from.AreaMm2 + ((to.AreaMm2 - from.AreaMm2) * t));
}
