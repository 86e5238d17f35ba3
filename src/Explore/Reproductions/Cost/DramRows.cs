using System.Globalization;
using Accel.Arch.Drams;
using Accel.Sim.Memory;

namespace Accel.Explore.Reproductions.Cost;

/// <summary>
/// Bandwidth efficiencies of two DRAM simulators beside the closed form, on the devices as they were simulated.
/// </summary>
/// <remarks>
/// Left out are a memory whose file contradicts itself (DRAMsim3's GDDR6: bursts of one cycle, columns three apart),
/// requests smaller than the memory's own, and Ramulator 2's <c>ChRaBaRoCo</c>, which spreads nothing over banks:
/// what it reaches is a matter of how large an area the requests fell into.
/// The rule's one exponent and its batch of writes were chosen on DRAMsim3's rows; those are calibrated therefore.
/// </remarks>
public static class DramRows
{
    private const string Devices = "cost_dram_devices.csv";

    private static readonly string[] Unspread = ["ChRaBaRoCo"];

    /// <summary>All rows of both simulators, the efficiencies as shares of one.</summary>
    public static IReadOnlyList<ReproductionRow> All { get; } =
    [
        .. Rows("dramsim3", "cost_dram_eff_dramsim3.csv", ReproductionKind.Calibrated),
        .. Rows("ramulator2", "cost_dram_eff_ramulator2.csv", ReproductionKind.Predicted),
    ];

    /// <summary>A device as it was simulated.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static DramDevice Device(string simulator, string name, string mapping) =>
        Find(ReferenceTable.Load(Devices), simulator, name, mapping)
            ?? throw new ArgumentException($"no device '{name}' of {simulator}", nameof(name));

    /// <summary>A pattern as the tables write it.</summary>
    public static DramPattern Pattern(string word, double bytes, double writeShare) => (word switch
    {
        "seq" => DramPattern.Sequential,
        "random" => DramPattern.Random,
        "run" => DramPattern.Runs(bytes),
        "stride" => DramPattern.Stride(bytes),
        "copy" => DramPattern.Copy(bytes),
        _ => throw new ArgumentException($"no pattern '{word}'", nameof(word)),
    }) with { WriteShare = writeShare };

    private static IEnumerable<ReproductionRow> Rows(string simulator, string file, ReproductionKind kind)
    {
        ReferenceTable table = ReferenceTable.Load(file);
        ReferenceTable devices = ReferenceTable.Load(Devices);
        for (int row = 0; row < table.Count; row++)
        {
            string mapping = table.Text(row, "mapping");
            string pattern = table.Text(row, "pattern");
            double bytes = table.Number(row, "param_bytes")!.Value;
            if (Unspread.Contains(mapping)
                || Find(devices, simulator, table.Text(row, "dram"), mapping) is not { } dram
                || (pattern is "run" or "stride" && bytes < dram.RequestBytes))
            {
                continue;
            }

            double writes = table.Number(row, "write_frac")!.Value;
            DramFlow flow = DramEfficiency.Of(dram, Pattern(pattern, bytes, writes));
            string size = bytes > 0 ? string.Create(CultureInfo.InvariantCulture, $":{bytes:0}") : string.Empty;
            string mixed = writes > 0 ? "-mixed" : string.Empty;
            yield return new ReproductionRow(
                $"{simulator}/{dram.Name}/{mapping}/{pattern}{mixed}{size}", "bandwidth_efficiency", "share",
                table.Number(row, "eff_pct")!.Value / 100, flow.Efficiency, kind)
            {
                Basis = ReportedBasis.Simulated,
                Group = $"{(simulator == "dramsim3" ? "DRAMsim3" : "Ramulator 2")}, "
                    + Sort(pattern, writes, dram.Mapping),
            };
        }
    }

    private static string Sort(string pattern, double writes, DramMapping mapping) => pattern switch
    {
        _ when writes > 0 => "mixed reads and writes",
        "seq" => "sequential",
        "random" => "single requests",
        "run" => "runs",
        "copy" => "copies",
        _ => mapping == DramMapping.Hashed ? "strides under a folded mapping" : "strides",
    };

    private static DramDevice? Find(ReferenceTable table, string simulator, string name, string mapping)
    {
        int row = table.Find(("simulator", simulator), ("dram", name));
        if (row < 0)
        {
            return null;
        }

        double tick = table.Number(row, "tick_ns")!.Value;
        int request = Count("request_bytes");
        return new DramDevice
        {
            Name = name,
            BusBits = (int)Math.Round(request * 8 / (Count("burst") * 2d)),
            DataRate = 2e9 / tick,
            RequestBytes = request,
            RowBytes = Count("row_bytes"),
            Channels = Count("channels"),
            Ranks = Count("ranks"),
            BankGroups = Count("bank_groups"),
            BanksPerGroup = Count("banks_per_group"),
            Mapping = Array.Find(DramSchema.Mappings, known => known.Name == mapping).Mapping,
            Timing = new DramTiming
            {
                OtherGroup = Time("ccd_s"), SameGroup = Time("ccd_l"), Activate = Time("rrd"),
                FourActivates = Time("faw"), ThirtyTwoActivates = Time("aw32"), RowToColumn = Time("rcd"),
                RowOpen = Time("ras"), Precharge = Time("rp"), Refresh = Time("rfc"),
                RefreshInterval = Time("refi"), WriteToRead = Time("wtr"), Turn = Time("rtrs"),
                ReadLatency = Time("cl"), WriteLatency = Time("cwl"), RowCommands = Time("row_commands"),
                ColumnCommand = Time("column_command"),
            },
        };

        int Count(string column) => (int)table.Number(row, column)!.Value;

        double Time(string column) => table.Number(row, column)!.Value * tick;
    }
}
