using Accel.Arch.Designs;
using Accel.Arch.Drams;
using Accel.Arch.Technologies;
using Accel.CostModel.Memory;

namespace Accel.CostModel;

/// <summary>What a bit to or from DRAM costs a design.</summary>
internal static class DramPricing
{
    /// <summary>
    /// The technology's figure; where the design names a boundary, what the memory's own coefficients give for long
    /// reads at the share of the peak that the technology says: a row opened once for all of its bytes.
    /// </summary>
    /// <remarks>Unit: pJ.</remarks>
    public static double PjPerBit(Technology technology, Design design)
    {
        DramPrice price = technology.DramPrice(design.DramFamily);
        return design.Dram is { Boundary: { } boundary, Device: { } device }
            ? DramEnergy.PerBit(device, 1d / device.RowBytes, price.Efficiency, 0, boundary).Total * 1e12
            : price.EnergyPjPerBit;
    }

    /// <summary>What a written bit takes beyond a read one, where the memory's own coefficients count.</summary>
    /// <remarks>Unit: pJ.</remarks>
    public static double WriteExtraPjPerBit(Design design) => design.Dram is { Boundary: not null, Device.Energies: { } own }
        ? own.WriteBitPj - own.ReadBitPj : 0;

    /// <summary>A row opened and closed, where the memory's own coefficients count.</summary>
    /// <remarks>Unit: pJ.</remarks>
    public static double RowPj(Design design) => design.Dram is { Boundary: not null, Device.Energies: { } own }
        ? own.ActivationPj : 0;

    /// <summary>In words, with where it comes from.</summary>
    public static (string Text, string Source) Describe(Technology technology, Design design)
    {
        double picojoules = PjPerBit(technology, design);
        string energy = FormattableString.Invariant($"DRAM {design.Dram.Type}: {picojoules:0.####} pJ/bit");
        return design.Dram is { Boundary: { } boundary, Device.Energies: { } own }
            ? ($"{energy} in long reads ({(boundary == DramBoundary.Device ? "devices alone" : "devices, termination and PHY")}), "
                + FormattableString.Invariant($"{own.ActivationPj:G4} pJ for each row that shorter runs open besides"),
                boundary == DramBoundary.Device ? own.Source : $"{own.Source}; {own.InterfaceSource}")
            : (energy, technology.DramPrice(design.DramFamily).Source);
    }
}
