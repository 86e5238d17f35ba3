using Accel.Arch.Technologies;
using Accel.Arch.Drams;
using Accel.CostModel.Estimates;

namespace Accel.CostModel.Memory;

/// <summary>The energy of a bit moved, in its parts; all in joules.</summary>
/// <param name="Activation">Rows opened and closed for it.</param>
/// <param name="Data">The bit itself, read or written.</param>
/// <param name="Background">Its share of the power that the memory takes anyway, at the bandwidth reached.</param>
/// <param name="Interface">Termination, PHY and controller; 0 where the boundary is the device.</param>
public readonly record struct DramEnergy(double Activation, double Data, double Background, double Interface)
{
    private const double JoulesPerPicojoule = 1e-12;

    public double Total => Activation + Data + Background + Interface;

    /// <param name="activationsPerByte">Rows opened for each byte moved.</param>
    /// <param name="efficiency">Share of the peak bandwidth reached, over 0.</param>
    /// <param name="writes">Share of the bits that are written.</param>
    /// <remarks>Exact in its coefficients; those are in the memory's file, with their sources.</remarks>
    public static DramEnergy PerBit(
        DramDevice dram, double activationsPerByte, double efficiency, double writes, DramBoundary boundary)
    {
        ArgumentNullException.ThrowIfNull(dram);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(efficiency);
        DramEnergies energies = dram.Energies;
        double watts = energies.BackgroundMw * 1e-3 * dram.Ranks * dram.Channels;
        return new DramEnergy(
            activationsPerByte / 8 * energies.ActivationPj * JoulesPerPicojoule,
            ((energies.ReadBitPj * (1 - writes)) + (energies.WriteBitPj * writes)) * JoulesPerPicojoule,
            watts / (dram.PeakBytesPerSecond * 8 * efficiency),
            boundary == DramBoundary.FullPath ? energies.InterfaceBitPj * JoulesPerPicojoule : 0);
    }

    /// <summary>The sum with its band: devices and interface err together.</summary>
    public Figure Figure(DramEnergies energies)
    {
        ArgumentNullException.ThrowIfNull(energies);
        double device = Activation + Data + Background;
        return new Figure(device, energies.Uncertainty, Basis.Formula)
            + new Figure(Interface, energies.InterfaceUncertainty,
                Interface == 0 ? Basis.Counted : Basis.Estimated);
    }
}
