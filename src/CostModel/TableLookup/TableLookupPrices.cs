using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Devices;
using Accel.CostModel.Fpga;

namespace Accel.CostModel.TableLookup;

/// <summary>Which module of a table-lookup design an event of each activity counter wakes, and what it takes.</summary>
/// <remarks>
/// <para>The engine's parts: <c>PeActiveCycles</c> counts lookups, T Q of which are a cycle of its tables, choices and
/// reduction; <c>EncoderCycles</c> counts entries of tables, T N of which wake all adders before them once;
/// <c>AccumulatorUpdates</c> wake a channel's adder, and bits of outputs its block RAM.</para>
/// <para><c>AttentionMacs</c> wake an attention unit; prefill and decode have one price, that of all lanes of both
/// units, which lie within a factor of four of each other. <c>VectorOperations</c> counts elements in a pass of the
/// fused path, which is wider than the norm's.</para>
/// <para>Bits of weights wake one memory of a bank; writing them also the adapters that load them. Bits of activations
/// wake the vectors' memories. Bytes of DRAM wake the interconnect, 96 of them in a cycle of the three weight ports.
/// </para>
/// </remarks>
internal static class TableLookupPrices
{
    private const double BytesPerCycle = 96;

    private const int SumBits = 32;

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
        FpgaResources engine = modules[TableLookupResources.Engine];
        FpgaResources precompute = Part(EngineLuts.Of(fabric).Precompute);
        FpgaResources accumulator = Part(EngineLuts.Accumulator);
        FpgaResources lookups = engine with
        {
            Luts = engine.Luts - precompute.Luts - (accumulator.Luts * fabric.Lookups),
            Ffs = engine.Ffs - precompute.Ffs - (accumulator.Ffs * fabric.Lookups),
            Bram36 = 0,
        };
        int entries = EngineLuts.Entries(fabric.Group, fabric.Variant);
        double sumsPj = engine.Bram36 / fabric.Lookups * power[FpgaElement.Bram36].Picojoules / SumBits / 2;
        return new PriceList
        {
            PeActivePj = power.ActivePj(lookups) / fabric.Tables / fabric.Lookups,
            EncoderPj = entries == 0 ? 0 : power.ActivePj(precompute) / fabric.Tables / entries,
            AccumulatorPj = power.ActivePj(accumulator),
            AttentionPj = power.ActivePj(
                    modules[TableLookupResources.PrefillAttention] + modules[TableLookupResources.DecodeAttention])
                / (2.0 * ((attention.Queries * attention.Lanes) + attention.DecodeLanes)),
            Outputs = new BufferPrice(sumsPj, sumsPj, 0),
            VectorPj = power.ActivePj(modules[TableLookupResources.Elementwise]) / design.VectorUnit.Lanes,
            Weights = new BufferPrice(readPj, readPj + loadPj, 0),
            Activations = new BufferPrice(wordPj / wordBits, wordPj / wordBits, 0),
            DramPjPerByte = power.ActivePj(way) / BytesPerCycle,
        };
    }

    private static FpgaResources Part(double luts)
    {
        double all = luts * EngineLuts.ControlFactor;
        return new FpgaResources(all, all * TableLookupCalibration.FfsPerLut, 0, 0, 0);
    }
}
