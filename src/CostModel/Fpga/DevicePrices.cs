using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Devices;
using Accel.Arch.Technologies;
using Accel.Arch.Units;
using Accel.CostModel.DspChain;
using Accel.CostModel.TableLookup;

namespace Accel.CostModel.Fpga;

/// <summary>The prices of a design on a device: its modules' resources times what the device's elements take.</summary>
/// <remarks>
/// A module at work takes its elements' energy in each cycle; one without work only its share of the clock network,
/// which is part of the static power. A family says which of its modules an event of a counter wakes.
/// </remarks>
internal static class DevicePrices
{
    /// <exception cref="ArgumentException">No family here knows the fabric, or the design has no device.</exception>
    /// <exception cref="KeyNotFoundException">The device does not price the DRAM type.</exception>
    public static PriceList Compile(Technology technology, Design design)
    {
        FpgaPower power = technology.Device!.Power;
        ResourceBreakdown modules = ResourceBreakdown.Of(design)
            ?? throw new ArgumentException($"{design.Name} is not built in a device", nameof(design));
        FpgaResources total = modules.Total;
        PriceList events = design.Fabric switch
        {
            TableLookupFabric lookup => TableLookupPrices.Of(power, design, lookup, modules),
            DspChainFabric chains => DspChainPrices.Of(power, design, chains, modules),
            _ => throw new ArgumentException($"no prices for fabric '{design.Fabric.Kind}'", nameof(design)),
        };
        double clockPj = power.ClockPj(total);
        return events with
        {
            DramPjPerByte = events.DramPjPerByte + (DramPricing.PjPerBit(technology, design) * 8),
            DramWriteExtraPjPerByte = DramPricing.WriteExtraPjPerBit(design) * 8,
            DramRowPj = DramPricing.RowPj(design),
            StaticPower = new Watts(power.StaticWatts + (clockPj * 1e-12 * design.Clock.Value)),
            StaticPjPerCycle = (power.StaticWatts / design.Clock.Value * 1e12) + clockPj,
            Resources = total,
        };
    }
}
