using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Drams;

/// <summary>The keys of a file of kind <c>dram</c>.</summary>
public static class DramSchema
{
    public const string KindName = "dram";

    /// <summary>The folder of the config roots that holds memories.</summary>
    public const string Folder = "drams";

    /// <summary>The names of the mappings, the simulators' own among them.</summary>
    public static readonly (string Name, DramMapping Mapping)[] Mappings =
    [
        ("low", DramMapping.GroupLow), ("high", DramMapping.GroupHigh), ("hashed", DramMapping.Hashed),
        ("rorabacobgch", DramMapping.GroupLow), ("rochrababgco", DramMapping.GroupHigh),
        ("rorabgbachco", DramMapping.GroupHigh), ("RoBaRaCoCh", DramMapping.GroupHigh),
        ("MOP4CLXOR", DramMapping.Hashed),
    ];

    /// <summary>Of what an energy is.</summary>
    public static readonly (string Name, DramBoundary Boundary)[] Boundaries =
        [("device", DramBoundary.Device), ("full-path", DramBoundary.FullPath)];

    private const string FromWhere = "Publication, tool, or 'estimated' and from what.";

    private static readonly ValueKind<double> Time = Kinds.Duration;

    private static readonly Schema<DramTiming> TimingSchema = new Schema<DramTiming>(() => new DramTiming())
        .Value("t-ccd-s", "Between columns of different bank groups.", Time,
            (timing, ns) => timing with { OtherGroup = ns }, isRequired: true)
        .Value("t-ccd-l", "Between columns of one bank group.", Time,
            (timing, ns) => timing with { SameGroup = ns }, isRequired: true)
        .Value("t-rrd", "Between activations of one rank, different bank groups.", Time,
            (timing, ns) => timing with { Activate = ns }, isRequired: true)
        .Value("t-faw", "The window that holds four activations.", Time,
            (timing, ns) => timing with { FourActivates = ns }, isRequired: true)
        .Value("t-32aw", "The window that holds 32 activations; none when left out.", Time,
            (timing, ns) => timing with { ThirtyTwoActivates = ns })
        .Value("t-rcd", "From a row's activation to its column.", Time,
            (timing, ns) => timing with { RowToColumn = ns }, isRequired: true)
        .Value("t-ras", "A row stays open for at least this.", Time,
            (timing, ns) => timing with { RowOpen = ns }, isRequired: true)
        .Value("t-rp", "To close a row.", Time, (timing, ns) => timing with { Precharge = ns }, isRequired: true)
        .Value("t-rfc", "One refresh of a rank.", Time, (timing, ns) => timing with { Refresh = ns },
            isRequired: true)
        .Value("t-refi", "From refresh to refresh.", Time, (timing, ns) => timing with { RefreshInterval = ns },
            isRequired: true)
        .Value("t-wtr", "From written data to a read of the same bank group.", Time,
            (timing, ns) => timing with { WriteToRead = ns }, isRequired: true)
        .Value("t-rtrs", "Of the bus, from rank to rank; none when left out.", Time,
            (timing, ns) => timing with { Turn = ns })
        .Value("t-cl", "From a read to its data.", Time, (timing, ns) => timing with { ReadLatency = ns },
            isRequired: true)
        .Value("t-cwl", "From a write to its data.", Time, (timing, ns) => timing with { WriteLatency = ns },
            isRequired: true)
        .Value("row-commands", "What opening and closing a row takes of a narrow command bus; none when left out.",
            Time, (timing, ns) => timing with { RowCommands = ns })
        .Value("column-command", "What a read takes of that bus; none when left out.", Time,
            (timing, ns) => timing with { ColumnCommand = ns });

    private static readonly Schema<DramEnergies> DeviceSchema = new Schema<DramEnergies>(() => new DramEnergies())
        .Value("activation", "Opening and closing one row of a rank.", Kinds.Energy,
            (energies, pj) => energies with { ActivationPj = pj }, isRequired: true)
        .Value("read-bit", "A bit read from an open row.", Kinds.Energy,
            (energies, pj) => energies with { ReadBitPj = pj }, isRequired: true)
        .Value("write-bit", "A bit written to an open row.", Kinds.Energy,
            (energies, pj) => energies with { WriteBitPj = pj }, isRequired: true)
        .Value("background", "A rank standing by with rows open, refreshed.", Kinds.Power,
            (energies, mw) => energies with { BackgroundMw = mw }, isRequired: true)
        .Value("uncertainty", "Half the width of the band of these, over them.", Kinds.Number(0, 10),
            (energies, share) => energies with { Uncertainty = share }, isRequired: true)
        .Value("source", FromWhere, Kinds.Text, (energies, text) => energies with { Source = text },
            isRequired: true);

    private static readonly Schema<DramEnergies> PathSchema = new Schema<DramEnergies>(() => new DramEnergies())
        .Value("interface-bit", "What termination, PHY and controller add to a bit.", Kinds.Energy,
            (energies, pj) => energies with { InterfaceBitPj = pj }, isRequired: true)
        .Value("uncertainty", "Half the width of its band, over it.", Kinds.Number(0, 10),
            (energies, share) => energies with { InterfaceUncertainty = share }, isRequired: true)
        .Value("source", FromWhere, Kinds.Text, (energies, text) => energies with { InterfaceSource = text },
            isRequired: true);

    private static readonly Schema<DramEnergies> EnergySchema = new Schema<DramEnergies>(() => new DramEnergies())
        .Section("device", "Boundary 'device': the memory devices alone.", DeviceSchema, energies => energies,
            (_, value) => value, isRequired: true)
        .Section("full-path", "What boundary 'full-path' adds.", PathSchema, energies => energies,
            (_, value) => value, isRequired: true);

    public static readonly Schema<DramDevice> Instance =
        new Schema<DramDevice>(() => new DramDevice { Name = string.Empty }, Check)
        .Value("name", "The memory's name.", Kinds.Text, (dram, text) => dram with { Name = text }, isRequired: true)
        .Value("family", "What technologies price it as, such as ddr4.", Kinds.Text,
            (dram, text) => dram with { Family = text }, isRequired: true)
        .Value("source", FromWhere, Kinds.Text, (dram, text) => dram with { Source = text }, isRequired: true)
        .Value("data-rate", "Transfers of a data line in a second.", Kinds.Frequency,
            (dram, rate) => dram with { DataRate = rate.Value }, isRequired: true)
        .Value("bus", "Data lines of one channel or pseudo-channel.", Kinds.Port,
            (dram, width) => dram with { BusBits = (int)width.Count }, isRequired: true)
        .Value("request", "What one column command moves.", Kinds.Size,
            (dram, size) => dram with { RequestBytes = (int)(size.Count / 8) }, isRequired: true)
        .Value("row", "A row of all devices of a rank together.", Kinds.Size,
            (dram, size) => dram with { RowBytes = (int)(size.Count / 8) }, isRequired: true)
        .Value("channels", "Channels or pseudo-channels behind one queue.", Kinds.Whole(1, 64),
            (dram, count) => dram with { Channels = count })
        .Value("ranks", "Ranks of a channel.", Kinds.Whole(1, 16), (dram, count) => dram with { Ranks = count })
        .Value("bank-groups", "Bank groups of a rank; 1 where there are none.", Kinds.Whole(1, 64),
            (dram, count) => dram with { BankGroups = count })
        .Value("banks-per-group", "Banks of a bank group.", Kinds.Whole(1, 64),
            (dram, count) => dram with { BanksPerGroup = count }, isRequired: true)
        .Value("mapping", "Where the bank group stands in an address: low, high, or hashed.",
            Kinds.Choice(Mappings), (dram, mapping) => dram with { Mapping = mapping })
        .Section("timing", "Its times.", TimingSchema, dram => dram.Timing,
            (dram, timing) => dram with { Timing = timing }, isRequired: true)
        .Section("energy", "Its energies.", EnergySchema, dram => dram.Energies,
            (dram, energies) => dram with { Energies = energies }, isRequired: true);

    /// <summary>Reads a memory's file once; null, and diagnostics, when it is wrong.</summary>
    public static DramDevice? Load(string file, BindContext context) =>
        context.Library.Cached($"{Folder}:{file}", () =>
        {
            DiagnosticBag own = new();
            MapNode? map = context.Library.Load(file, KindName, Folder, own);
            DramDevice? dram = map is null ? null
                : Instance.Read(Instance.Blank(), map, string.Empty, context with { Diagnostics = own });
            context.Diagnostics.AddRange(own.Items);
            return own.HasErrors ? null : dram;
        });

    private static void Check(DramDevice dram, MapNode map, string path, BindContext context)
    {
        DramTiming timing = dram.Timing;
        if (dram.RowBytes < dram.RequestBytes)
        {
            Report("row", "a row must hold at least one request");
        }
        else if (timing.SameGroup < timing.OtherGroup)
        {
            Report("timing", "t-ccd-l must not be less than t-ccd-s");
        }
        else if (timing.Refresh >= timing.RefreshInterval)
        {
            Report("timing", "t-rfc must be less than t-refi: nothing but refresh would be done");
        }
        else if (timing.RowOpen <= 0 || timing.ReadLatency < 0)
        {
            Report("timing", "t-ras must be more than 0");
        }

        void Report(string key, string message) => context.Diagnostics.Error(DiagnosticCodes.Inconsistent,
            (map[key] ?? map).Where, message);
    }
}
