using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Devices;
using Accel.CostModel.Fpga;

namespace Accel.CostModel.TableLookup;

/// <summary>Which module of a table-lookup design an event of each activity counter wakes, and what it takes.</summary>
/// <remarks>
/// <para><c>PeActiveCycles</c> counts lookups: T Q of them are a cycle of the engine, its sums' memory included, whatever
/// the variant. <c>EncoderCycles</c> counts multiply-accumulates of prefill attention, <c>AccumulatorUpdates</c> those of
/// decode attention: each unit has as many lanes for values as for scores. <c>VectorOperations</c> counts elements in a
/// pass of the fused path, which is wider than the norm's.</para>
/// <para>Bits of weights wake one memory of a bank; writing them also the adapters that load them. Bits of activations
/// wake the vectors' memories; bits of outputs are free, for they are in the engine. Bytes of DRAM wake the
/// interconnect, 96 of them in a cycle of the three weight ports.</para>
/// </remarks>
internal static class TableLookupPrices
{
    private const double BytesPerCycle = 96;

    public static PriceList Of(FpgaPower power, Design design, TableLookupFabric fabric, ResourceBreakdown modules)
    {
        AttentionUnit attention = fabric.Attention;
        FpgaResources weights = modules[TableLookupResources.Weights];
        double memoryPj = weights.Urams > 0
            ? Math.Ceiling(fabric.VectorBits / 72.0) * power[FpgaElement.Uram].Picojoules
            : Math.Ceiling(fabric.VectorBits / 36.0) * power[FpgaElement.Bram36].Picojoules;
        double readPj = memoryPj / fabric.VectorBits;
        double loadPj = power.ActivePj(weights with { Urams = 0, Bram36 = 0 }) / fabric.VectorBits;
        double wordBits = design.VectorUnit.Lanes * 16.0;
        double wordPj = weights.Urams > 0
            ? Math.Ceiling(wordBits / 72) * power[FpgaElement.Uram].Picojoules
            : Math.Ceiling(wordBits / 72) * power[FpgaElement.Bram36].Picojoules;
        FpgaResources way = modules[TableLookupResources.Interconnect] + modules[TableLookupResources.Platform];
        return new PriceList
        {
            PeActivePj = power.ActivePj(modules[TableLookupResources.Engine]) / fabric.Tables / fabric.Lookups,
            EncoderPj = power.ActivePj(modules[TableLookupResources.PrefillAttention])
                / (2.0 * attention.Queries * attention.Lanes),
            AccumulatorPj = power.ActivePj(modules[TableLookupResources.DecodeAttention])
                / (2.0 * attention.DecodeLanes),
            VectorPj = power.ActivePj(modules[TableLookupResources.Elementwise]) / design.VectorUnit.Lanes,
            Weights = new BufferPrice(readPj, readPj + loadPj, 0),
            Activations = new BufferPrice(wordPj / wordBits, wordPj / wordBits, 0),
            DramPjPerByte = power.ActivePj(way) / BytesPerCycle,
        };
    }
}
