namespace Accel.Arch.Devices;

/// <summary>What one element of a device takes in a cycle, and where the figure comes from.</summary>
/// <param name="Picojoules">Energy of one element in a cycle, in picojoules.</param>
/// <param name="Source">Publication or tool; starts with <c>estimated</c> when nobody published the figure.</param>
public sealed record FpgaEnergy(double Picojoules, string Source)
{
    public static readonly FpgaEnergy None = new(0, string.Empty);

    public bool IsEstimated => Source.StartsWith("estimated", StringComparison.Ordinal);
}
