using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;

namespace Accel.Arch.Designs;

/// <summary>The keys of a file of kind <c>design</c>.</summary>
public static class DesignSchema
{
    public const string KindName = "design";

    /// <summary>The folder of the config roots that holds designs.</summary>
    public const string Folder = "designs";

    private static readonly Schema<BufferSet> Buffers = new Schema<BufferSet>(() => new BufferSet())
        .Value("weights", "Weight buffer.", Kinds.Size, (buffers, value) => buffers with { Weights = value })
        .Value("activations", "Activation buffer.", Kinds.Size, (buffers, value) =>
            buffers with { Activations = value })
        .Value("outputs", "Output buffer.", Kinds.Size, (buffers, value) => buffers with { Outputs = value })
        .Value("banks", "Banks of each buffer.", Kinds.Whole(1, 1024), (buffers, value) =>
            buffers with { Banks = value })
        .Value("flavour", "Cells, which name a table under the technology's sram.tables; its own choice when left out.",
            Kinds.Choice(SramSchema.Flavours), (buffers, value) => buffers with { Flavour = value })
        .Value("weight-port", "Width of the weight buffer's port; what the fabric needs when left out.", Kinds.Port,
            (buffers, value) => buffers with { WeightPort = value })
        .Value("activation-port", "Width of the activation buffer's port; what the fabric needs when left out.",
            Kinds.Port,
            (buffers, value) => buffers with { ActivationPort = value });

    private static readonly Schema<Dram> DramSchema = new Schema<Dram>(() => new Dram())
        .Value("type", "DRAM type that the technology prices, such as ddr4, or a memory of it, such as ddr4-2400.",
            DramTypeKind.Instance, (dram, value) => dram with { Type = value.Type, Device = value.Device })
        .Value("bandwidth", "Peak bandwidth.", Kinds.Bandwidth, (dram, value) => dram with { Bandwidth = value })
        .Value("capacity", "How much it holds, of weights and KV cache; not looked at when left out.", Kinds.Memory,
            (dram, value) => dram with { Capacity = value })
        .Value("efficiency", "Share of the peak that transfers reach; computed from the accesses when left out.",
            Kinds.Number(0.01, 1), (dram, value) => dram with { Efficiency = value })
        .Value("boundary", "What its energy includes: device or full-path; the technology's figure when left out.",
            Kinds.Choice(Drams.DramSchema.Boundaries), (dram, value) => dram with { Boundary = value });

    private static readonly Schema<VectorUnit> Vector = new Schema<VectorUnit>(() => new VectorUnit())
        .Value("lanes", "Elements in parallel.", Kinds.Whole(1, 65536), (unit, value) => unit with { Lanes = value })
        .Value("latency", "Cycles from the first element in to the first result out.", Kinds.Whole(0, 100_000),
            (unit, value) => unit with { Latency = value })
        .Value("row-passes", "Most passes over a row for softmax and norms; those of the operator when left out.",
            Kinds.Whole(1, 3), (unit, value) => unit with { RowPasses = value });

    private static readonly Schema<Processor> ProcessorSchema = new Schema<Processor>(() =>
        new Processor { Bandwidth = default })
        .Value("bandwidth", "Weights that its cores together read and multiply in a second.", Kinds.Bandwidth,
            (processor, value) => processor with { Bandwidth = value }, isRequired: true);

    public static readonly Schema<Design> Instance = new Schema<Design>(Blank, Check)
        .NeedsOneOf("technology", "device")
        .Value("name", "The design's name in reports.", Kinds.Text, (design, value) => design with { Name = value })
        .Value("description", "What the design is, for people.", Kinds.Text, (design, _) => design)
        .Value("clock", "Clock frequency, or max: the fastest that the PEs can be synthesized for.",
            ClockKind.Instance, (design, value) => value is { } clock
                ? design with { Clock = clock, IsClockFastest = false } : design with { IsClockFastest = true })
        .Value("voltage", "Supply of the logic; the technology's nominal one when left out.", Kinds.Voltage,
            (design, value) => design with { Voltage = value })
        .Value("technology", "Process node: a file in configs/technologies.", TechnologyKind.Node,
            (design, value) => design with { Technology = value })
        .Value("device", "FPGA instead of a technology: a file in configs/devices.", TechnologyKind.Device,
            (design, value) => design with { Technology = value })
        .OneOf("fabric", "The compute part.", FabricFamilies.All, design => design.Fabric,
            (design, value) => design with { Fabric = value }, isRequired: true)
        .Section("buffers", "On-chip buffers.", Buffers, design => design.Buffers,
            (design, value) => design with { Buffers = value })
        .Section("dram", "Off-chip memory.", DramSchema, design => design.Dram, (design, value) =>
            design with { Dram = value })
        .Section("vector-unit", "The unit for norms, softmax and activation functions.", Vector,
            design => design.VectorUnit, (design, value) => design with { VectorUnit = value })
        .Section("processor", "A processor for the language-model head in formats that the fabric refuses.",
            ProcessorSchema, design => design.Processor ?? ProcessorSchema.Blank(), (design, value) =>
                design with { Processor = value })
        .Value("schedule", "How layers are tiled, fetched and overlapped: a name that 'accel list schedules' shows.",
            ScheduleKind.Instance,
            (design, value) => design with { Schedule = value })
        .Section("precision", "Formats that this design fixes, whatever the workload asks.", PrecisionSchema.Override,
            design => design.Precision, (design, value) => design with { Precision = value });

    private static Design Blank() =>
        new() { Name = string.Empty, Technology = Technology.None, Fabric = new BitSerial.BitSerialFabric() };

    private static void Check(Design design, MapNode map, string path, BindContext context)
    {
        if (map["technology"] is { } node && map["device"] is { } device)
        {
            // The place that a file has no line of is the one that was typed.
            (ConfigNode typed, ConfigNode other, string key) = node.Where.Line == 0
                ? (node, device, "device") : (device, node, "technology");
            context.Diagnostics.Error(Diagnostics.DiagnosticCodes.Inconsistent, typed.Where,
                "a design is built in a technology or in a device: name one of 'technology' and 'device', not both",
                $"{other.Where} says {key}: leave one of the two out");
            return;
        }

        if (ReferenceEquals(design.Technology, Technology.None))
        {
            if (map["technology"] is null && map["device"] is null)
            {
                context.Diagnostics.Error(Diagnostics.DiagnosticCodes.MissingKey, map.Where,
                    "the key 'technology' or 'device' is missing", "technology: cmos-28nm");
            }

            return;
        }

        if (design.Fabric.WhyNotOn(design.Technology) is { } misplaced)
        {
            ConfigNode where = map["device"] ?? map["technology"] ?? map;
            context.Diagnostics.Error(Diagnostics.DiagnosticCodes.Inconsistent, where.Where, misplaced);
            return;
        }

        if (design.WhyNoLogic() is { } noLogic)
        {
            ConfigNode where = map[design.IsClockFastest ? "clock" : "voltage"] ?? map;
            context.Diagnostics.Error(Diagnostics.DiagnosticCodes.Inconsistent, where.Where, noLogic);
        }

        if (!design.Technology.Dram.ContainsKey(design.DramFamily))
        {
            string[] known = [.. design.Technology.Dram.Keys];
            ConfigNode where = (map["dram"] as MapNode)?["type"] ?? map;
            context.Diagnostics.Error(Diagnostics.DiagnosticCodes.UnknownName, where.Where,
                $"dram.type: technology {design.Technology.Name} has no DRAM '{design.Dram.Type}'",
                Diagnostics.NearestName.Hint(design.Dram.Type, known));
        }
        else if (design.Dram.Boundary is not null && design.Dram.Device is null)
        {
            ConfigNode where = (map["dram"] as MapNode)?["boundary"] ?? map;
            context.Diagnostics.Error(Diagnostics.DiagnosticCodes.Inconsistent, where.Where,
                $"dram.boundary: no file in configs/{Drams.DramSchema.Folder} holds energies of "
                    + $"'{design.Dram.Type}'",
                "name a memory as dram.type, such as ddr4-3200, or leave the boundary out");
        }
        else if (design.WhyTooSlow() is { } slow)
        {
            bool isNamed = design.Fabric.DramEfficiency is not null && design.Dram.Efficiency is not null;
            ConfigNode where = (map["dram"] as MapNode)?[isNamed ? "efficiency" : "bandwidth"]
                ?? map["clock"] ?? map["dram"] ?? map;
            context.Diagnostics.Error(Diagnostics.DiagnosticCodes.Range, where.Where, slow,
                isNamed ? "leave it out, and set the channels' efficiencies under fabric.memory"
                    : design.Fabric.DramEfficiency is null
                        ? "raise dram.bandwidth or dram.efficiency, or lower the clock"
                    : "raise dram.bandwidth or the efficiencies under fabric.memory, or lower the clock");
        }

        if (design.WhyNoSram() is { } missing)
        {
            ConfigNode where = (map["buffers"] as MapNode)?["flavour"] ?? map["technology"] ?? map;
            context.Diagnostics.Error(Diagnostics.DiagnosticCodes.UnknownName, where.Where, missing);
        }

        foreach (string kind in RequiredPrices(design))
        {
            if (!design.IsPriced(kind))
            {
                ConfigNode where = (map["fabric"] as MapNode)?["pe-price"] ?? map["fabric"] ?? map;
                context.Diagnostics.Error(Diagnostics.DiagnosticCodes.UnknownName, where.Where,
                    $"technology {design.Technology.Name} has no price for the component '{kind}'",
                    Diagnostics.NearestName.Hint(kind, [.. design.Technology.Components.Keys]));
            }
        }
    }

    private static IEnumerable<string> RequiredPrices(Design design) => design.Technology.Device is null
        ? design.Fabric.RequiredPrices.Append("vector-lane")
        : [];
}
