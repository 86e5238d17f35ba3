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
/// accesses may take several cycles.
/// </remarks>
public static class DesignClock
{
    /// <summary>The fastest clock; null on a device, and where the process says nothing of its logic.</summary>
    public static Hertz? Fastest(Design design, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(design);
        return design.Technology.Logic is not null && design.Fabric is BitSerialFabric or SystolicFabric
            ? new Hertz(LogicPricer.FastestClockHz(
                DesignBlocks.Pe(design, precision), design.Technology, design.Voltage))
            : null;
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
