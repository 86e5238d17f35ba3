using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Devices;
using Accel.CostModel.Fpga;

namespace Accel.CostModel.TableLookup;

/// <summary>
/// What a table-lookup design takes of an FPGA, by the modules of TeLLMe v2 (arXiv 2510.15926, Table 3).
/// </summary>
/// <remarks>
/// The engine and the weight buffer's memories follow from structure. DSP slices follow from a reconstruction of the
/// operators, which the published counts of two modules chose between. LUTs of floating-point units are estimates, and
/// the rest is calibrated (<see cref="TableLookupCalibration"/>).
/// </remarks>
public static class TableLookupResources
{
    public const string Engine = "fabric/engine";
    public const string Elementwise = "vector-unit/fused-path";
    public const string Weights = "buffers/weights";
    public const string PrefillAttention = "attention/prefill";
    public const string DecodeAttention = "attention/decode";
    public const string Norm = "vector-unit/rms-norm";
    public const string Vectors = "buffers/vectors";
    public const string Interconnect = "interconnect";
    public const string Platform = "platform";

    /// <summary>AXI masters: three for weights, one each for keys and values, four for all else.</summary>
    private const int WeightPorts = 3, CachePorts = 2, OtherPorts = 4;

    /// <summary>Bits of a beat of the three weight ports that hold whole index vectors.</summary>
    private const int BeatBits = 768 - 16;

    private const string Reconstruction = "a reconstruction of the paper's steps; " + TableLookupCalibration.Source;

    /// <summary>The most values of a vector that an attention unit holds: 512 words of one block RAM.</summary>
    private const int VectorWords = 512;

    private const int HalfBits = 16;

    public static ResourceBreakdown Of(Design design, TableLookupFabric fabric)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(fabric);
        FpgaDevice? device = design.Technology.Device;
        bool hasUltraRam = device is null or { Capacity.Urams: > 0 };
        int wordBits = design.VectorUnit.Lanes * HalfBits;
        double word = FabricMemory.BlockRam(VectorWords, wordBits);
        ResourceModule[] modules =
        [
            new(Engine, OfEngine(design, fabric),
                $"{EngineLuts.Source}; {TableLookupCalibration.FlipFlopSource}"),
            new(Elementwise, Logic((design.VectorUnit.Lanes * FloatingModules.Lane).Resources),
                $"{FloatingOperator.Source}; {TableLookupCalibration.FlipFlopSource}"),
            new(Weights, OfWeights(design, fabric, hasUltraRam),
                TableLookupCalibration.Source + "; memories by geometry"),
            new(PrefillAttention, OfPrefill(fabric.Attention, word), "estimated: " + Reconstruction),
            new(DecodeAttention, OfDecode(fabric.Attention, word), "estimated: " + Reconstruction),
            new(Norm, Logic(FloatingModules.Norm(design.VectorUnit.Lanes).Resources),
                $"{FloatingOperator.Source}; {TableLookupCalibration.NormSource}; "
                    + TableLookupCalibration.FlipFlopSource),
            new(Vectors, OfVectors(design, wordBits, hasUltraRam),
                "calibrated: three vectors of the activation buffer's size, as TeLLMe v2's other Ultra RAMs want; "
                    + "memories by geometry"),
            new(Interconnect, Logic(new(
                (WeightPorts + (HasDecode(fabric.Attention) ? CachePorts : 0) + OtherPorts)
                    * TableLookupCalibration.PortLuts, 0, 0, 0, 0)),
                TableLookupCalibration.Source),
            new(Platform, device?.Platform ?? default, device?.PlatformSource is { Length: > 0 } source
                ? source : "the memory controller is hard"),
        ];
        return new ResourceBreakdown(modules);
    }

    /// <summary>What to change so that the module that takes most of a resource takes less.</summary>
    public static string Advice(Design design, TableLookupFabric fabric, ResourceKind kind)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(fabric);
        string largest = Of(design, fabric).Modules.Where(module => module.Name is not (Interconnect or Platform))
            .MaxBy(module => ResourceKinds.AmountOf(kind, module.Resources)).Name;
        return "lower " + (largest, kind) switch
        {
            (Engine, ResourceKind.MemoryLut) =>
                "fabric.lookups or fabric.tables, or fabric.group for smaller tables",
            (Engine, ResourceKind.Bram36) => "fabric.lookups or buffers.outputs",
            (Engine, _) when Smaller(fabric) is { } variant =>
                $"fabric.lookups or fabric.tables, or take the variant '{variant}'",
            (Engine, _) => "fabric.lookups or fabric.tables",
            (Weights, _) => "buffers.weights or fabric.lookups (the banks)",
            (Vectors, _) => "buffers.activations or vector-unit.lanes",
            (PrefillAttention, ResourceKind.Bram36) => "fabric.attention.queries or vector-unit.lanes",
            (PrefillAttention, _) => "fabric.attention.queries or fabric.attention.lanes",
            (DecodeAttention, ResourceKind.Bram36) => "vector-unit.lanes",
            (DecodeAttention, _) => "fabric.attention.decode-lanes",
            _ => "vector-unit.lanes",
        };
    }

    /// <summary>The variant that takes the fewest LUTs, when it is another than the fabric's.</summary>
    private static string? Smaller(TableLookupFabric fabric)
    {
        LookupVariant best = Enum.GetValues<LookupVariant>().MinBy(variant =>
            EngineLuts.Of(fabric with { Variant = variant }).Total);
        return best == fabric.Variant ? null : best switch
        {
            LookupVariant.Full => "full",
            LookupVariant.Half => "half",
            _ => "naive",
        };
    }

    /// <summary>The engine with the memory of its INT32 sums: a bank for each output channel.</summary>
    private static FpgaResources OfEngine(Design design, TableLookupFabric fabric)
    {
        EngineLuts luts = EngineLuts.Of(fabric);
        long depth = Math.Max(1, design.Buffers.Outputs.Count / 32 / fabric.Lookups);
        return Logic(new(luts.Total, 0, 0, fabric.Lookups * FabricMemory.BlockRam(depth, 32), 0, luts.MemoryLuts));
    }

    /// <summary>Memories, three AXI masters, and the way from the vectors of a beat to one write a cycle.</summary>
    private static FpgaResources OfWeights(Design design, TableLookupFabric fabric, bool hasUltraRam)
    {
        int vectors = Math.Max(1, BeatBits / fabric.VectorBits);
        double unpack = FabricLogic.Multiplexer(vectors, fabric.VectorBits);
        int addressBits = FabricLogic.CeilLog2((int)Math.Min(int.MaxValue, WeightBuffer.Vectors(design, fabric)));
        double addresses = WeightBuffer.Banks(fabric) * FabricLogic.Multiplexer(2, addressBits);
        FpgaResources logic = Logic(Ports(WeightPorts) + new FpgaResources(unpack + addresses, 0, 0, 0, 0));
        return logic + (hasUltraRam
            ? new FpgaResources(0, 0, 0, 0, WeightBuffer.UltraRams(design, fabric))
            : new FpgaResources(0, 0, 0, WeightBuffer.BlockRams(design, fabric), 0));
    }

    /// <summary>Queries and outputs of every query, one key and one value.</summary>
    private static FpgaResources OfPrefill(AttentionUnit unit, double word) => Logic(Ports(OtherPorts)
        + FloatingModules.Prefill(unit).Resources + new FpgaResources(0, 0, 0, word * ((2 * unit.Queries) + 2), 0));

    /// <summary>One query, one output, and the scores of a head; nothing where prefill's unit does the work.</summary>
    private static FpgaResources OfDecode(AttentionUnit unit, double word) => !HasDecode(unit) ? default
        : Logic(Ports(CachePorts) + FloatingModules.Decode(unit).Resources
            + new FpgaResources(0, 0, 0, (2 * word) + FabricMemory.BlockRam(1024, HalfBits), 0));

    private static bool HasDecode(AttentionUnit unit) => unit.DecodeLanes > 0;

    private static FpgaResources OfVectors(Design design, int wordBits, bool hasUltraRam)
    {
        long depth = Math.Max(1, design.Buffers.Activations.Count / wordBits);
        return hasUltraRam
            ? new FpgaResources(0, 0, 0, 0, 3 * FabricMemory.UltraRam(depth, wordBits))
            : new FpgaResources(0, 0, 0, 3 * FabricMemory.BlockRam(depth, wordBits), 0);
    }

    /// <summary>AXI masters of 256 bits: an adapter each, and a buffer for 16 bursts of 16 beats.</summary>
    private static FpgaResources Ports(int count) =>
        new FpgaResources(TableLookupCalibration.PortLuts, 0, 0, FabricMemory.BlockRam(256, 256), 0) * count;

    /// <summary>A module with the flip-flops that go with its LUTs.</summary>
    private static FpgaResources Logic(in FpgaResources module) =>
        module with { Ffs = module.Luts * TableLookupCalibration.FfsPerLut };
}
