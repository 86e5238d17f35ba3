namespace Accel.Arch.Devices;

/// <summary>What the resources of a device take of power, with signals toggling as usual.</summary>
/// <remarks>
/// Power has three parts: <see cref="StaticWatts"/>, always; the clock network, which reaches every flip-flop of the
/// design in every cycle, as designs from high-level synthesis do not gate it; and what elements take in the cycles in
/// which their module is at work.
/// </remarks>
public sealed record FpgaPower
{
    private readonly FpgaEnergy[] _energies = [.. Enum.GetValues<FpgaElement>().Select(_ => FpgaEnergy.None)];

    /// <summary>What the device takes with the design idle, in watts; the boundary says with what around it.</summary>
    public double StaticWatts { get; init; }

    /// <summary>What <see cref="StaticWatts"/> includes: the device, or the board with its processor.</summary>
    public string Boundary { get; init; } = string.Empty;

    public string StaticSource { get; init; } = string.Empty;

    public bool IsStaticEstimated => StaticSource.StartsWith("estimated", StringComparison.Ordinal);

    /// <summary>The energy of an element in a cycle.</summary>
    public FpgaEnergy this[FpgaElement element] => _energies[(int)element];

    /// <summary>The prices with another one for an element.</summary>
    public FpgaPower With(FpgaElement element, FpgaEnergy energy)
    {
        FpgaPower copy = this with { };
        copy._energies[(int)element] = energy;
        return copy;
    }

    /// <summary>Energy of a module in a cycle at work, in picojoules, without the clock network.</summary>
    public double ActivePj(in FpgaResources module) => ((module.Luts - module.MemoryLuts) * Pj(FpgaElement.Lut))
        + (module.MemoryLuts * Pj(FpgaElement.MemoryLut)) + (module.Ffs * Pj(FpgaElement.FlipFlop))
        + (module.Dsps * Pj(FpgaElement.Dsp)) + (module.Bram36 * Pj(FpgaElement.Bram36))
        + (module.Urams * Pj(FpgaElement.Uram));

    /// <summary>Energy of the clock network of a design in any cycle, in picojoules.</summary>
    public double ClockPj(in FpgaResources design) => design.Ffs * Pj(FpgaElement.Clock);

    private double Pj(FpgaElement element) => _energies[(int)element].Picojoules;

    private FpgaPower(FpgaPower original)
    {
        StaticWatts = original.StaticWatts;
        Boundary = original.Boundary;
        StaticSource = original.StaticSource;
        _energies = [.. original._energies];
    }

    public FpgaPower()
    {
    }
}
