using Accel.Arch.Designs.DspChain;
using Accel.Arch.Devices;
using Accel.CostModel.Fpga;

namespace Accel.CostModel.DspChain;

/// <summary>What lays operands out for the ports of a slice beyond its own pre-adder, in one mode or in
/// several.</summary>
/// <remarks>
/// Weights are laid out where they are fed, activations once for each core and again where slices choose them. The
/// pre-adder packs the values of the wide port, with the borrow of lower ones; those of the narrow port need an adder.
/// </remarks>
internal static class ModeLogic
{
    public static FpgaResources Of(ChainSizes sizes)
    {
        DspChainFabric fabric = sizes.Fabric;
        ReadOnlySpan<SliceMode> modes = fabric.Packing.All;
        double weightPlaces = (double)fabric.Cores * fabric.FedChains * sizes.Slices;
        double activationPlaces = fabric.Cores * (1.0 + fabric.ChoosingChains) * sizes.Slices;
        double packing = 0;
        bool wide = false;
        bool narrow = false;
        foreach (SliceMode mode in modes)
        {
            if (fabric.PackingOf(mode) is not { } packed)
            {
                continue;
            }

            (wide, narrow) = (wide || packed.WeightsAreWide, narrow || !packed.WeightsAreWide);
            int values = packed.WeightsAreWide ? packed.Activations : packed.Weights;
            if (values > 1)
            {
                packing = Math.Max(packing, (packed.WeightsAreWide ? activationPlaces : weightPlaces)
                    * FabricLogic.Adder(fabric.Primitive.NarrowBits - packed.Spacing));
            }
        }

        if (modes.Length == 1)
        {
            return new FpgaResources(packing, 0, 0, 0, 0);
        }

        // Where modes change the ports over, each slice has to choose for both.
        int ports = fabric.Primitive.WideBits + fabric.Primitive.NarrowBits;
        int weightPort = wide ? fabric.Primitive.WideBits : fabric.Primitive.NarrowBits;
        double choices = wide && narrow
            ? (double)fabric.Slices * FabricLogic.Multiplexer(modes.Length, ports)
            : (weightPlaces * FabricLogic.Multiplexer(modes.Length, weightPort))
                + (activationPlaces * FabricLogic.Multiplexer(modes.Length, ports - weightPort));
        double lanes = sizes.Chains * FabricLogic.Multiplexer(modes.Length, fabric.Primitive.SumBits);
        return new FpgaResources(packing + choices + lanes, 0, 0, 0, 0);
    }
}
