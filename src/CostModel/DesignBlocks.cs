using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Workloads;
using Accel.CostModel.Asic;
using Accel.CostModel.BitSerial;
using Accel.CostModel.Systolic;

namespace Accel.CostModel;

/// <summary>What the components of a design's inventory are made of.</summary>
public static class DesignBlocks
{
    /// <summary>One instance of a component.</summary>
    /// <exception cref="ArgumentException">No family here knows the component.</exception>
    public static Block Of(in Component component, Design design, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(design);
        return component.Role == ComponentRole.VectorLane ? VectorLane : design.Fabric switch
        {
            BitSerialFabric fabric => BitSerialBlocks.Of(component, fabric),
            SystolicFabric fabric => SystolicBlocks.Of(component, fabric, precision),
            _ => throw new ArgumentException($"no structure of '{component.Kind}'", nameof(component)),
        };
    }

    /// <summary>A whole PE, all its lanes: its longest stage decides the clock.</summary>
    /// <returns>Nothing where the design is built in a device.</returns>
    public static Block Pe(Design design, Precision precision)
    {
        Block pe = Block.None;
        foreach (ref readonly Component component in Inventory.Of(design, precision).Components)
        {
            if (component.Role == ComponentRole.Pe)
            {
                pe += Of(component, design, precision) * component.PerEvent;
            }
        }

        return pe;
    }

    /// <summary>An FP16 multiply-add into FP32 for each element and pass.</summary>
    private static Block VectorLane => Floats.Mac(5, 10, 8, 23) + Cells.Register(2 * 16);
}
