using Accel.Arch.Designs.DspChain;
using Accel.Arch.Devices;
using Accel.CostModel.Fpga;

namespace Accel.CostModel.DspChain;

/// <summary>The parts of a matrix engine of DSP chains, from its structure: no constant of them is fitted.</summary>
/// <remarks>
/// <para>What the slices do themselves takes nothing here: two registers at each operand port, of which one holds a
/// weight while the next arrives; the pre-adder, which packs the values of the wide port; the cascade, and the choice
/// of zero where it begins.</para>
/// <para>A reconstruction: FlightLLM (arXiv 2401.03868, Sec. 3.2) names multiplexers, reduction nodes and overflow
/// adjust units, and no circuit of them. docs/fpga.md has the parts by slice, and what the published total
/// excludes.</para>
/// </remarks>
public static class ChainParts
{
    public const string Source =
        "structure: slices, operand registers, delays, multiplexers and accumulators of a chain, units as FlightLLM "
        + "names them (arXiv 2401.03868, Sec. 3.2); no constant fitted, a reading chosen by its published engine";

    public const string Slices = "slices";
    public const string Operands = "activation registers and delays";
    public const string WeightDelays = "weight delays";
    public const string Multiplexers = "multiplexers with indices";
    public const string Nodes = "reduction nodes";
    public const string Adjust = "overflow adjust units";
    public const string Trackers = "carry trackers";
    public const string Accumulators = "accumulators";
    public const string Modes = "mode multiplexers";

    /// <summary>Bits of a sum outside the slices.</summary>
    internal const int SumBits = 32;

    public static IReadOnlyList<ChainPart> Of(DspChainFabric fabric)
    {
        ArgumentNullException.ThrowIfNull(fabric);
        ChainSizes sizes = new(fabric);
        return
        [
            new(Slices, new FpgaResources(0, 0, fabric.Slices, 0, 0)),
            new(Operands, OfOperands(sizes)),
            new(WeightDelays, Memory(Delays(sizes, sizes.WeightBits)) * ((double)fabric.Cores * fabric.FedChains)),
            new(Multiplexers, OfMultiplexers(sizes) * sizes.ChoosingChains),
            new(Nodes, OfNodes(sizes)),
            new(Adjust, OfAdjust(sizes) * sizes.Chains),
            new(Trackers, OfTrackers(sizes) * sizes.Chains),
            new(Accumulators, OfAccumulators(sizes) * sizes.Chains),
            new(Modes, ModeLogic.Of(sizes)),
        ];
    }

    /// <summary>The sum of all parts, or of those of a name.</summary>
    public static FpgaResources Total(DspChainFabric fabric, string? name = null)
    {
        FpgaResources total = default;
        foreach (ChainPart part in Of(fabric))
        {
            total += name is null || part.Name == name ? part.Resources : default;
        }

        return total;
    }

    /// <summary>
    /// A register of a step's activations at each chain, so that none drives more than one; and for each core the
    /// delays that bring a slice its operand when the cascade gets there.
    /// </summary>
    private static FpgaResources OfOperands(ChainSizes sizes)
    {
        int step = sizes.Slices * sizes.ActivationBits * sizes.Activations;
        return new FpgaResources(0, (double)step * sizes.Chains, 0, 0, 0)
            + (Memory(Delays(sizes, sizes.ActivationBits * sizes.Activations)) * sizes.Fabric.Cores);
    }

    /// <summary>Of a chain: a choice of M for each slice, with the index in use and the next one.</summary>
    /// <remarks>
    /// Choices are made when a block arrives, and what was chosen is delayed: a delayed copy of the whole block for
    /// each slice would be M times as many registers as <see cref="Operands"/> has.
    /// </remarks>
    private static FpgaResources OfMultiplexers(ChainSizes sizes)
    {
        DspChainFabric fabric = sizes.Fabric;
        int bits = sizes.ActivationBits * fabric.MultiplexedActivations;
        int index = FabricLogic.CeilLog2(fabric.SparseBlock);
        return new FpgaResources(
                sizes.Slices * FabricLogic.Multiplexer(fabric.SparseBlock, bits), 2.0 * index * sizes.Slices, 0, 0, 0)
            + Memory(Delays(sizes, bits));
    }

    /// <summary>
    /// The word at the end of each group in a register of the fabric, where the path to the next one can be opened, in
    /// all chains; and in those that choose, one of these words for each set of accumulators.
    /// </summary>
    /// <remarks>
    /// Results of groups enter the sets in turn, which is what a beat of a sparse step takes longer than one of a dense
    /// step. A dense chain is one cascade and has no nodes.
    /// </remarks>
    private static FpgaResources OfNodes(ChainSizes sizes)
    {
        DspChainFabric fabric = sizes.Fabric;
        if (fabric.SparseBlock == 0)
        {
            return default;
        }

        int bits = SumBits * fabric.MultiplexedActivations * sizes.Weights * sizes.ResultSets;
        return (new FpgaResources(0, (double)fabric.Groups * fabric.Primitive.SumBits, 0, 0, 0) * sizes.Chains)
            + (new FpgaResources(FabricLogic.Multiplexer(fabric.Groups, bits), bits, 0, 0, 0) * sizes.ChoosingChains);
    }

    /// <summary>
    /// Of a chain: at each end of a segment but the last, upper lanes get back what they lent, and what leaves each
    /// lower lane waits for the chain's end to be added there.
    /// </summary>
    private static FpgaResources OfAdjust(ChainSizes sizes)
    {
        FpgaResources most = default;
        foreach (SliceMode mode in sizes.Fabric.Packing.All)
        {
            if (sizes.Fabric.PackingOf(mode) is { Lanes: > 1 } packing
                && sizes.Fabric.SegmentSlices(mode) is > 0 and var segment)
            {
                int units = ((sizes.Slices + segment - 1) / segment) - 1;
                int lower = packing.Lanes - 1;
                int sum = sizes.Fabric.Primitive.SumBits;
                FpgaResources unit = new FpgaResources(
                        FabricLogic.Adder(sum - packing.Spacing) + (lower * FabricLogic.Adder(packing.Spacing)),
                        sum + (2.0 * lower * packing.Spacing), 0, 0, 0)
                    + Memory(lower * FabricMemory.ShiftRegister(sizes.Slices - segment, packing.Spacing));
                most = Larger(most, unit * units);
            }
        }

        return most;
    }

    /// <summary>
    /// Of a chain: for each slice and upper lane the low bits of the product once more, their difference from the lane,
    /// and a count of it along the chain; the count is added at the end.
    /// </summary>
    private static FpgaResources OfTrackers(ChainSizes sizes)
    {
        FpgaResources most = default;
        foreach (SliceMode mode in sizes.Fabric.Packing.All)
        {
            if (sizes.Fabric.PackingOf(mode) is { TrackedBits: > 0 and var tracked } packing)
            {
                int upper = packing.Lanes - 1;
                int count = tracked + FabricLogic.CeilLog2(sizes.Slices);
                FpgaResources each = new((2.0 * tracked) + FabricLogic.Adder(count), tracked + count, 0, 0, 0);
                most = Larger(most, (each * (upper * sizes.Slices))
                    + new FpgaResources(upper * FabricLogic.Adder(SumBits), 0, 0, 0, 0));
            }
        }

        return most;
    }

    /// <summary>
    /// Of a chain: an adder of 32 bits for each lane, whose carry input gives back a borrow, and sums of a tile of
    /// tokens in distributed RAM; registers of the word that was read and of the sum. All of it once for each set.
    /// </summary>
    private static FpgaResources OfAccumulators(ChainSizes sizes)
    {
        int bits = sizes.Lanes * SumBits * sizes.ResultSets;
        return new FpgaResources(FabricLogic.Adder(bits), 2.0 * bits, 0, 0, 0)
            + Memory(FabricMemory.DistributedRam(sizes.TokenWords, bits));
    }

    /// <summary>LUTs that delay an operand of so many bits by one cycle more from each slice to the next.</summary>
    private static double Delays(ChainSizes sizes, int bits)
    {
        double luts = 0;
        for (int slice = 1; slice < sizes.Slices; slice++)
        {
            luts += FabricMemory.ShiftRegister(slice, bits);
        }

        return luts;
    }

    private static FpgaResources Memory(double luts) => new(luts, 0, 0, 0, 0, luts);

    private static FpgaResources Larger(in FpgaResources left, in FpgaResources right) =>
        right.Luts > left.Luts ? right : left;
}
