namespace Accel.Arch.Devices;

/// <summary>What the resources of a device take of power, with signals toggling as usual.</summary>
public sealed record FpgaPower
{
    /// <summary>The device with nothing switching, the board around it included as the source says, in watts.</summary>
    public double StaticWatts { get; init; }

    /// <summary>Energy of one LUT with its share of flip-flops, nets and clock, in a cycle, in picojoules.</summary>
    public double LutPj { get; init; }

    /// <summary>Energy of one flip-flop beyond that share, in a cycle, in picojoules.</summary>
    public double FfPj { get; init; }

    /// <summary>Energy of one DSP slice in a cycle, in picojoules.</summary>
    public double DspPj { get; init; }

    /// <summary>Energy of one block RAM of 36 Kbit in a cycle, in picojoules.</summary>
    public double Bram36Pj { get; init; }

    /// <summary>Energy of one Ultra RAM in a cycle, in picojoules.</summary>
    public double UramPj { get; init; }

    /// <summary>Where the figures come from; <c>estimated</c> first when nobody published them.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>Energy of a module that works for one cycle, in picojoules.</summary>
    public double CyclePj(in FpgaResources module) => (module.Luts * LutPj) + (module.Ffs * FfPj)
        + (module.Dsps * DspPj) + (module.Bram36 * Bram36Pj) + (module.Urams * UramPj);
}
