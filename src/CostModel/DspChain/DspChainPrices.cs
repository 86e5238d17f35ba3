using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Devices;
using Accel.CostModel.Fpga;

namespace Accel.CostModel.DspChain;

/// <summary>Which module of a DSP-chain design an event of each activity counter wakes, and what it takes.</summary>
/// <remarks>
/// <para><c>PeActiveCycles</c> counts slices at work: each takes its share of the chains without multiplexers and
/// accumulators. <c>ActivationDecoderCycles</c> counts activations that multiplexers chose, with
/// the reading of their indices; <c>EncoderCycles</c> weights that were dequantized; <c>AccumulatorUpdates</c> adders
/// of lanes, and bits of outputs the distributed RAM of their sums, read in one half of a cycle's energy and written in
/// the other. <c>VectorOperations</c> counts elements in a pass.</para>
/// <para>A bit of weights or activations wakes its share of the memories that a word is spread over; the output buffer,
/// where a sum goes once, has no counter. Bytes of DRAM wake the interconnect, which moves the width of a port
/// a cycle for each channel in use.</para>
/// <para>The controller has no counter: it takes its clock only. If it were at work in every cycle, it would take as
/// much as <see cref="FpgaPower.ActivePj"/> has for it.</para>
/// </remarks>
internal static class DspChainPrices
{
    /// <summary>Bytes that a channel's port moves in a cycle: HBM2's 14.4 GB/s at the 225 MHz of these
    /// designs.</summary>
    private const double PortBytes = 64;

    public static PriceList Of(FpgaPower power, Design design, DspChainFabric fabric, ResourceBreakdown modules)
    {
        ChainSizes sizes = new(fabric);
        ChainBuffers buffers = new(design, fabric);

        // What further sets of accumulators and the choice of words for them take is of sparse steps alone.
        FpgaResources nodes = ChainParts.Total(fabric, ChainParts.Nodes);
        double setsPj = power.ActivePj(nodes)
            - power.ActivePj(ChainParts.Total(fabric with { ResultSets = 1 }, ChainParts.Nodes));
        double choosingPj = power.ActivePj(ChainParts.Total(fabric, ChainParts.Multiplexers)) + setsPj;
        FpgaResources accumulators = ChainParts.Total(fabric, ChainParts.Accumulators);
        double accumulatorPj = power.ActivePj(accumulators);
        double sumsPj = accumulators.MemoryLuts * power[FpgaElement.MemoryLut].Picojoules;
        double lanes = (double)sizes.Chains * sizes.Lanes * sizes.ResultSets;
        double slicePj = power.ActivePj(modules[DspChainResources.Chains]) - choosingPj - accumulatorPj;
        double choices = (double)sizes.ChoosingChains * sizes.Slices * fabric.MultiplexedActivations;
        double indexPj = FabricLogic.CeilLog2(fabric.SparseBlock) * buffers.Indices.PjPerBit(power);
        double wayPj = power.ActivePj(modules[DspChainResources.Interconnect] + modules[DspChainResources.Platform]);
        double bytesPerCycle = (double)fabric.Cores * fabric.Memory.ChannelsPerCore * PortBytes;
        return new PriceList
        {
            PeActivePj = slicePj / fabric.Slices,
            ActivationDecoderPj = choices == 0 ? 0 : (choosingPj / choices) + indexPj,
            EncoderPj = power.ActivePj(modules[DspChainResources.Dequantizers]) / buffers.FedWeights,
            AccumulatorPj = (accumulatorPj - sumsPj + power.ActivePj(modules[DspChainResources.Scales])) / lanes,
            VectorPj = power.ActivePj(modules[DspChainResources.Vector]) / design.VectorUnit.Lanes,
            Weights = Both(buffers.Weights.PjPerBit(power)),
            Activations = Both(buffers.Activations.PjPerBit(power)),
            Outputs = Both(sumsPj / lanes / ChainParts.SumBits / 2),
            DramPjPerByte = wayPj / bytesPerCycle,
        };
    }

    private static BufferPrice Both(double picojoules) => new(picojoules, picojoules, 0);
}
