using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Technologies;
using Accel.Arch.Yaml;

namespace Accel.Arch.Devices;

/// <summary>The keys of a file of kind <c>device</c>: an FPGA as the technology that designs are built in.</summary>
public static class DeviceSchema
{
    public const string KindName = "device";

    public const string Folder = "devices";

    private const string Source = "Publication, tool, or 'estimated' and from what.";

    private static readonly ValueKind<double> Count = Kinds.Number(0, 1e8);

    private static readonly Schema<FpgaPower> StaticSchema = new Schema<FpgaPower>(() => new FpgaPower())
        .Value("power", "Power with the design idle.", Kinds.Power, (power, value) =>
            power with { StaticWatts = value * 1e-3 }, isRequired: true)
        .Value("boundary", "What that includes: the device alone, or the board with its processor.", Kinds.Text,
            (power, value) => power with { Boundary = value }, isRequired: true)
        .Value("source", Source, Kinds.Text, (power, value) => power with { StaticSource = value }, isRequired: true);

    private static readonly (string Name, FpgaElement Element)[] Elements =
    [
        ("lut", FpgaElement.Lut), ("memory-lut", FpgaElement.MemoryLut), ("ff", FpgaElement.FlipFlop),
        ("clock", FpgaElement.Clock), ("dsp", FpgaElement.Dsp), ("bram36", FpgaElement.Bram36),
        ("uram", FpgaElement.Uram),
    ];

    private static readonly Schema<NamedEnergy> EnergySchema = new Schema<NamedEnergy>(() => new NamedEnergy())
        .Value("element", "What takes it; the clock in every cycle, all else in cycles at work.",
            Kinds.Choice(Elements), (energy, value) => energy with { Element = value }, isRequired: true)
        .Value("energy", "Energy of one in a cycle; the clock's is that of one flip-flop.", Kinds.Energy,
            (energy, value) => energy with { Picojoules = value }, isRequired: true)
        .Value("source", Source, Kinds.Text, (energy, value) => energy with { Source = value }, isRequired: true);

    private static readonly Schema<FpgaPower> PowerSchema = new Schema<FpgaPower>(() => new FpgaPower())
        .Section("static", "What is taken always.", StaticSchema, power => power, (_, value) => value, isRequired: true)
        .Custom("energies", "What elements take in a cycle.", ReadEnergies, WriteEnergiesSchema, isRequired: true);

    private static readonly Schema<Counted> ResourcesSchema = Resources()
        .Value("memory-lut", "LUTs among them that can serve as memory.", Count, (all, value) =>
            all with { Resources = all.Resources with { MemoryLuts = value } }, isRequired: true);

    private static readonly Schema<Counted> PlatformSchema = Resources();

    private static readonly Schema<NamedRegion> RegionSchema = new Schema<NamedRegion>(() => new NamedRegion())
        .Value("name", "Such as slr0.", Kinds.Text, (region, value) => region with { Name = value }, isRequired: true)
        .Value("lut", "Six-input LUTs.", Count, (region, value) =>
            region with { Resources = region.Resources with { Luts = value } }, isRequired: true)
        .Value("ff", "Flip-flops.", Count, (region, value) =>
            region with { Resources = region.Resources with { Ffs = value } }, isRequired: true)
        .Value("dsp", "DSP slices.", Count, (region, value) =>
            region with { Resources = region.Resources with { Dsps = value } }, isRequired: true)
        .Value("bram36", "Block RAMs of 36 Kbit.", Count, (region, value) =>
            region with { Resources = region.Resources with { Bram36 = value } }, isRequired: true)
        .Value("uram", "Ultra RAMs.", Count, (region, value) =>
            region with { Resources = region.Resources with { Urams = value } }, isRequired: true);

    /// <summary>The device's own keys; the result is a technology with a device.</summary>
    public static readonly Schema<Technology> Instance = new Schema<Technology>(Blank)
        .Value("name", "The device's name.", Kinds.Text, (technology, value) => technology with { Name = value },
            isRequired: true)
        .Value("source", "What the device is, and what its figures rest on as a whole.", Kinds.Text,
            (technology, value) => technology with { Source = value }, isRequired: true)
        .Value("part", "The part as the vendor names it.", Kinds.Text, (technology, value) =>
            Change(technology, device => device with { Part = value }))
        .Value("dsp-slice", "Its DSP slices: dsp48e2 or dsp58.",
            Kinds.Choice(("dsp48e2", "dsp48e2"), ("dsp58", "dsp58")),
            (technology, value) => Change(technology, device => device with { DspSlice = value }))
        .Section("resources", "What a design may use.", ResourcesSchema,
            technology => new Counted(technology.Device!.Capacity, technology.Device.CapacitySource),
            (technology, value) => Change(technology, device =>
                device with { Capacity = value.Resources, CapacitySource = value.Source }),
            isRequired: true)
        .Custom("regions", "The dies of a device of several, each with what a design may use of it.", ReadRegions,
            WriteRegionsSchema)
        .Section("platform", "What the way to DRAM takes of that; nothing when left out.", PlatformSchema,
            technology => new Counted(technology.Device!.Platform, technology.Device.PlatformSource),
            (technology, value) => Change(technology, device =>
                device with { Platform = value.Resources, PlatformSource = value.Source }))
        .Section("power", "What resources take of power.", PowerSchema, technology => technology.Device!.Power,
            (technology, value) => Change(technology, device => device with { Power = value }), isRequired: true)
        .Custom("dram", "Off-chip memories.", TechnologySchema.ReadDram, TechnologySchema.WriteDramSchema,
            isRequired: true);

    /// <summary>Reads a device file once; null, and diagnostics, when it is wrong.</summary>
    public static Technology? Load(string file, BindContext context) => context.Library.Cached($"{Folder}:{file}", () =>
    {
        DiagnosticBag own = new();
        MapNode? map = context.Library.Load(file, KindName, Folder, own);
        Technology? technology = map is null ? null
            : Instance.Read(Instance.Blank(), map, string.Empty, context with { Diagnostics = own });
        context.Diagnostics.AddRange(own.Items);
        return own.HasErrors ? null : technology;
    });

    private static Technology Blank() => Technology.None with { Device = new FpgaDevice { Capacity = default } };

    private static Technology Change(Technology technology, Func<FpgaDevice, FpgaDevice> change) =>
        technology with { Device = change(technology.Device!) };

    private static Schema<Counted> Resources() => new Schema<Counted>(() => new Counted())
        .Value("lut", "Six-input LUTs.", Count, (all, value) =>
            all with { Resources = all.Resources with { Luts = value } }, isRequired: true)
        .Value("ff", "Flip-flops.", Count, (all, value) =>
            all with { Resources = all.Resources with { Ffs = value } }, isRequired: true)
        .Value("dsp", "DSP slices.", Count, (all, value) =>
            all with { Resources = all.Resources with { Dsps = value } }, isRequired: true)
        .Value("bram36", "Block RAMs of 36 Kbit.", Count, (all, value) =>
            all with { Resources = all.Resources with { Bram36 = value } }, isRequired: true)
        .Value("uram", "Ultra RAMs.", Count, (all, value) =>
            all with { Resources = all.Resources with { Urams = value } }, isRequired: true)
        .Value("source", Source, Kinds.Text, (all, value) => all with { Source = value }, isRequired: true);

    private static Technology ReadRegions(Technology technology, ConfigNode node, string path, BindContext context)
    {
        NamedRegion[] regions = [.. ListReader.Read(RegionSchema, node, path, context)];
        foreach (string name in regions.GroupBy(region => region.Name).Where(same => same.Count() > 1)
            .Select(same => same.Key))
        {
            context.Diagnostics.Error(DiagnosticCodes.Inconsistent, node.Where,
                $"{path} has two regions '{name}': give each a name of its own");
        }

        return Change(technology, device =>
            device with { Regions = [.. regions.Select(region => new FpgaRegion(region.Name, region.Resources))] });
    }

    private static void WriteRegionsSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        RegionSchema.WriteSchema(writer);
        writer.WriteEndObject();
    }

    private static FpgaPower ReadEnergies(FpgaPower power, ConfigNode node, string path, BindContext context)
    {
        HashSet<FpgaElement> seen = [];
        foreach (NamedEnergy energy in ListReader.Read(EnergySchema, node, path, context))
        {
            if (!seen.Add(energy.Element))
            {
                context.Diagnostics.Error(DiagnosticCodes.Inconsistent, node.Where,
                    $"{path} has two entries for {Name(energy.Element)}: leave one out");
            }

            power = power.With(energy.Element, new FpgaEnergy(energy.Picojoules, energy.Source));
        }

        if (!context.Diagnostics.HasErrors && Enum.GetValues<FpgaElement>().Any(element => !seen.Contains(element)))
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, node.Where,
                $"{path} needs an entry for each of lut, memory-lut, ff, clock, dsp, bram36 and uram");
        }

        return power;
    }

    private static string Name(FpgaElement element) => Elements.Single(known => known.Element == element).Name;

    private static void WriteEnergiesSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        EnergySchema.WriteSchema(writer);
        writer.WriteEndObject();
    }

    private readonly record struct Counted(FpgaResources Resources, string Source)
    {
        public Counted()
            : this(default, string.Empty)
        {
        }
    }

    private sealed record NamedRegion(string Name = "", FpgaResources Resources = default);

    private sealed record NamedEnergy(FpgaElement Element = default, double Picojoules = 0, string Source = "");
}
