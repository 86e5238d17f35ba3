using Accel.Arch.Diagnostics;
using Accel.Arch.Technologies;
using Accel.Arch.Yaml;

namespace Accel.Arch.Devices;

/// <summary>The keys of a file of kind <c>device</c>: an FPGA as the technology that designs are built in.</summary>
public static class DeviceSchema
{
    public const string KindName = "device";

    public const string Folder = "devices";

    private static readonly ValueKind<double> Count = Kinds.Number(0, 1e8);

    private static readonly ValueKind<double> Picojoules = Kinds.Energy;

    private static readonly Schema<FpgaPower> PowerSchema = new Schema<FpgaPower>(() => new FpgaPower())
        .Value("static", "Power with nothing switching.", Kinds.Power, (power, value) =>
            power with { StaticWatts = value * 1e-3 }, isRequired: true)
        .Value("lut", "Energy of a LUT with its flip-flops, nets and clock, a cycle.", Picojoules, (power, value) =>
            power with { LutPj = value }, isRequired: true)
        .Value("ff", "Energy of a flip-flop beyond that share, a cycle.", Picojoules, (power, value) =>
            power with { FfPj = value })
        .Value("dsp", "Energy of a DSP slice, a cycle.", Picojoules, (power, value) =>
            power with { DspPj = value }, isRequired: true)
        .Value("bram36", "Energy of a block RAM, a cycle.", Picojoules, (power, value) =>
            power with { Bram36Pj = value }, isRequired: true)
        .Value("uram", "Energy of an Ultra RAM, a cycle.", Picojoules, (power, value) =>
            power with { UramPj = value }, isRequired: true)
        .Value("source", "Publication, tool, or 'estimated' and from what.", Kinds.Text, (power, value) =>
            power with { Source = value }, isRequired: true);

    private static readonly Schema<FpgaResources> ResourcesSchema = new Schema<FpgaResources>(() => default)
        .Value("lut", "Six-input LUTs.", Count, (all, value) => all with { Luts = value }, isRequired: true)
        .Value("ff", "Flip-flops.", Count, (all, value) => all with { Ffs = value }, isRequired: true)
        .Value("dsp", "DSP slices.", Count, (all, value) => all with { Dsps = value }, isRequired: true)
        .Value("bram36", "Block RAMs of 36 Kbit.", Count, (all, value) => all with { Bram36 = value }, isRequired: true)
        .Value("uram", "Ultra RAMs.", Count, (all, value) => all with { Urams = value }, isRequired: true);

    /// <summary>The device's own keys; the result is a technology with a device.</summary>
    public static readonly Schema<Technology> Instance = new Schema<Technology>(Blank)
        .Value("name", "The device's name.", Kinds.Text, (technology, value) => technology with { Name = value },
            isRequired: true)
        .Value("source", "Where the figures come from as a whole.", Kinds.Text, (technology, value) =>
            technology with { Source = value }, isRequired: true)
        .Value("part", "The part as the vendor names it.", Kinds.Text, (technology, value) =>
            technology with { Device = technology.Device! with { Part = value } })
        .Section("resources", "What the device has.", ResourcesSchema, technology => technology.Device!.Capacity,
            (technology, value) => technology with { Device = technology.Device! with { Capacity = value } },
            isRequired: true)
        .Value("memory-luts", "LUTs that can serve as memory.", Count, (technology, value) =>
            technology with { Device = technology.Device! with { MemoryLuts = value } }, isRequired: true)
        .Section("power", "What resources take of power.", PowerSchema, technology => technology.Device!.Power,
            (technology, value) => technology with { Device = technology.Device! with { Power = value } },
            isRequired: true)
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
}
