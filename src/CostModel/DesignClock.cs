using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Technologies;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.CostModel.Asic;

namespace Accel.CostModel;

/// <summary>How fast a design's clock can be: its PEs' longest stage decides.</summary>
/// <remarks>
/// Accumulators below the columns and the vector unit can be pipelined further and do not count, nor do buffers, whose
/// accesses may take several cycles. Where all parts of a PE have listed prices that name the clock they were synthesized
/// for, that clock is reached, whatever the structure says.
/// </remarks>
public static class DesignClock
{
    /// <summary>The fastest clock; null on a device, and where the process says nothing of its logic.</summary>
    public static Hertz? Fastest(Design design, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(design);
        return design.Technology.Logic is not null && design.Fabric is BitSerialFabric or SystolicFabric
            ? new Hertz(Math.Max(Listed(design, precision), LogicPricer.FastestClockHz(
                DesignBlocks.Pe(design, precision), design.Technology, design.Voltage)))
            : null;
    }

    /// <summary>The slowest clock that the listed prices of a PE's parts were synthesized for; 0 where one says none.</summary>
    private static double Listed(Design design, Precision precision)
    {
        double slowest = double.PositiveInfinity;
        foreach (ref readonly Component component in Inventory.Of(design, precision).Components)
        {
            if (component.Role != ComponentRole.Pe)
            {
                continue;
            }

            if (!design.Technology.Components.TryGetValue(component.Kind, out Price? price)
                || price.ClockHz is not { } clock)
            {
                return 0;
            }

            slowest = Math.Min(slowest, clock);
        }

        return double.IsFinite(slowest) ? slowest / LogicPricer.DelayFactor(design.Technology, design.Voltage) : 0;
    }

    /// <summary>The design with its clock decided, where that was left to its PEs.</summary>
    public static Design Decided(Design design, Precision precision) =>
        design.IsClockFastest && Fastest(design, precision) is { } fastest
            ? design with { Clock = fastest, IsClockFastest = false } : design;

    /// <summary>A warning of a clock that the PEs are not likely to reach; null where they may.</summary>
    public static string? Caution(Design design, Precision precision)
    {
        if (Fastest(design, precision) is not { } fastest)
        {
            return null;
        }

        double band = LogicPricer.DelayUncertainty(design.Technology);
        return design.Clock.Value <= fastest.Value * (1 + band) ? null : string.Create(CultureInfo.InvariantCulture,
            $"a clock of {design.Clock.Value / 1e9:G3} GHz is more than the {fastest.Value / 1e9:G3} GHz, give or take "
            + $"{band:P0}, that the longest stage of a PE can be synthesized for in {design.Technology.Name}");
    }
}
