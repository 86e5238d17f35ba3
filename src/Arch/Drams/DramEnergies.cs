namespace Accel.Arch.Drams;

/// <summary>The coefficients of a memory's energy.</summary>
public sealed record DramEnergies
{
    /// <summary>Opening and closing one row, of all devices of a rank, in picojoules.</summary>
    public double ActivationPj { get; init; }

    /// <summary>A bit read from an open row, in picojoules.</summary>
    public double ReadBitPj { get; init; }

    /// <summary>A bit written to an open row, in picojoules.</summary>
    public double WriteBitPj { get; init; }

    /// <summary>One rank standing by with rows open, refreshed, in milliwatts.</summary>
    public double BackgroundMw { get; init; }

    /// <summary>Where these four come from.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>What termination, PHY and controller add to a bit, in picojoules.</summary>
    public double InterfaceBitPj { get; init; }

    /// <summary>Where that comes from.</summary>
    public string InterfaceSource { get; init; } = string.Empty;

    /// <summary>Half the width of the band of the devices' energies, over them.</summary>
    public double Uncertainty { get; init; }

    /// <summary>Half the width of the band of the interface's energy, over it.</summary>
    public double InterfaceUncertainty { get; init; }
}
