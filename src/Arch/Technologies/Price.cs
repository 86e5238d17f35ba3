namespace Accel.Arch.Technologies;

/// <summary>What one instance of a component costs, and where the figures come from.</summary>
/// <param name="AreaUm2">Area in square micrometres.</param>
/// <param name="EnergyPj">Energy of one active cycle (a PE, an encoder) or of one operation, in picojoules.</param>
/// <param name="LeakageMw">Leakage in milliwatts.</param>
/// <param name="Source">Publication or tool; starts with <c>estimated</c> when nobody published the figure.</param>
public sealed record Price(double AreaUm2, double EnergyPj, double LeakageMw, string Source)
{
    /// <summary>The clock that it was synthesized for, in hertz; null where that is not known.</summary>
    public double? ClockHz { get; init; }

    public bool IsEstimated => Source.StartsWith("estimated", StringComparison.Ordinal);
}
