using System.Globalization;
using Accel.Arch.Drams;
using Accel.Arch.Technologies;
using Accel.CostModel.Memory;
using Accel.Sim.Memory;

namespace Accel.Explore.Reproductions.Cost;

/// <summary>Energies of a bit of off-chip memory beside those that were published and simulated.</summary>
/// <remarks>
/// DRAMsim3's are from the pattern alone, activations and bandwidth being ours; the coefficients come from the same
/// datasheet currents, or from its totals, so that all are calibrated. Published ones stand beside a sequential read; a
/// figure is calibrated where the memory's interface is what it left over the devices. Left out: memories that
/// Accel has no file of (first LPDDR, HMC, GDDR6X, GDDR7, HBM3E, LPDDR5X), and DRAMsim3's GDDR6, whose file contradicts
/// itself.
/// </remarks>
internal static class DramEnergyRows
{
    private const string Published = "cost_dram_energy.csv", Simulated = "cost_dram_eff_dramsim3.csv";

    private const string NotSaid = "which memory is not said", OfARange = "the middle of a range";

    private const int BitsOfAnAccess = 64;

    /// <summary>What a row of the tables is taken to be.</summary>
    private static readonly (string Row, string Memory, Part Part, bool IsFitted, string? Note)[] Meanings =
    [
        ("DDR3", "ddr3-1600", Part.FullPath, true, null),
        ("LPDDR3", "lpddr3-1600", Part.Interface, true, null),
        ("LPDDR4", "lpddr4-2400", Part.FullPath, false, "less than the devices alone take"),
        ("LPDDR4 32Gb SDP", "lpddr4-2400", Part.FullPath, true, null),
        ("LPDDR4 4x8Gb QDP", "lpddr4-2400", Part.FullPath, true, null),
        ("DDR4-2400 8Gb x8 read", "ddr4-2400", Part.Data, false, "the bits of a burst alone"),
        ("DDR4 (system level)", "ddr4-3200", Part.FullPath, false, null),
        ("DDR (BitMoD simulator)", "ddr4-3200", Part.FullPath, true, null),
        ("DDR (BitFusion simulator)", "ddr4-3200", Part.FullPath, false, NotSaid),
        ("DDR (Prosperity simulator)", "ddr4-3200", Part.FullPath, false, NotSaid),
        ("GDDR5", "gddr5-6000", Part.FullPath, true, null),
        ("GDDR6", "gddr6-14000", Part.FullPath, true, null),
        ("HBM2", "hbm2-2000", Part.Device, false, "said to be the memory alone"),
        ("HBM2 (HyGCN)", "hbm2-2000", Part.FullPath, false, null),
        ("HBM2 (GPU memory, A100)", "hbm2-2000", Part.FullPath, true, null),
        ("HBM2E", "hbm2e-3200", Part.Device, false, "said to be the memory alone"),
        ("HBM3", "hbm3-6400", Part.Device, false, "said to be the memory alone"),
        ("LPDDR5", "lpddr5-6400", Part.FullPath, false, null),
        ("DRAM 64-bit access low", "ddr4-3200", Part.FullPath, false, NotSaid),
        ("DRAM 64-bit access high", "ddr4-3200", Part.FullPath, false, NotSaid),
        ("DDR3/4 64-bit", "ddr4-3200", Part.FullPath, false, NotSaid),
        ("HBM2 64-bit", "hbm2-2000", Part.FullPath, false, OfARange),
        ("GDDR6 64-bit", "gddr6-14000", Part.FullPath, false, OfARange),
    ];

    private enum Part
    {
        Data,
        Interface,
        Device,
        FullPath,
    }

    public static IEnumerable<ReproductionRow> All(ReproductionInputs inputs) =>
        [.. OfBits(inputs), .. OfAccesses(inputs), .. OfDramsim3(inputs)];

    private static IEnumerable<ReproductionRow> OfBits(ReproductionInputs inputs)
    {
        ReferenceTable table = ReferenceTable.Load(Published);
        for (int row = 0; row < table.Count; row++)
        {
            string name = table.Text(row, "type");
            if (Row(inputs, name, name, table.Number(row, "pJ_per_bit")!.Value) is { } made)
            {
                yield return made;
            }
        }
    }

    /// <summary>Accesses of 64 bits of Horowitz's and TPUv4i's tables.</summary>
    private static IEnumerable<ReproductionRow> OfAccesses(ReproductionInputs inputs)
    {
        ReferenceTable table = ReferenceTable.Load(OperationRows.Table);
        for (int row = 0; row < table.Count; row++)
        {
            string operation = table.Text(row, "operation");
            string who = table.Text(row, "source").StartsWith("Horowitz", StringComparison.Ordinal)
                ? "Horowitz" : "TPUv4i";
            if (Array.Exists(Meanings, meaning => meaning.Row == operation))
            {
                double picojoules = table.Text(row, "energy_pJ").Split('-')
                    .Average(text => double.Parse(text, CultureInfo.InvariantCulture));
                yield return Row(inputs, operation, $"{who}, {operation}", picojoules / BitsOfAnAccess)!;
            }
        }
    }

    private static ReproductionRow? Row(ReproductionInputs inputs, string key, string name, double picojoules)
    {
        int index = Array.FindIndex(Meanings, meaning => meaning.Row == key);
        if (index < 0)
        {
            return null;
        }

        (_, string memory, Part part, bool isFitted, string? note) = Meanings[index];
        DramEnergy energy = Energy(inputs.Dram(memory), DramPattern.Sequential);
        double joules = part switch
        {
            Part.Data => energy.Data,
            Part.Interface => energy.Interface,
            Part.Device => energy.Total - energy.Interface,
            _ => energy.Total,
        };
        return new ReproductionRow($"{name}, {memory}", "energy_per_bit_pj", "pJ/bit", picojoules, joules * 1e12,
            isFitted ? ReproductionKind.Calibrated : ReproductionKind.Predicted)
        {
            Group = part == Part.FullPath ? "published, up to the accelerator" : "published, parts of the way",
            Note = note,
        };
    }

    private static IEnumerable<ReproductionRow> OfDramsim3(ReproductionInputs inputs)
    {
        ReferenceTable table = ReferenceTable.Load(Simulated);
        for (int row = 0; row < table.Count; row++)
        {
            string pattern = table.Text(row, "pattern"), mapping = table.Text(row, "mapping");
            double bytes = table.Number(row, "param_bytes")!.Value;
            if (Memory(table.Text(row, "dram")) is not { } memory
                || (pattern == "stride" && bytes < table.Number(row, "req_bytes")))
            {
                continue;
            }

            DramDevice dram = inputs.Dram(memory) with
            {
                Mapping = Array.Find(DramSchema.Mappings, known => known.Name == mapping).Mapping,
            };
            DramEnergy energy = Energy(
                dram, DramRows.Pattern(pattern, bytes, table.Number(row, "write_frac")!.Value), DramBoundary.Device);
            string size = bytes > 0 ? string.Create(CultureInfo.InvariantCulture, $":{bytes:0}") : string.Empty;
            string mixed = table.Number(row, "write_frac") > 0 ? "-mixed" : string.Empty;
            yield return new ReproductionRow($"dramsim3/{memory}/{mapping}/{pattern}{mixed}{size}",
                "energy_per_bit_pj", "pJ/bit", table.Number(row, "device_pJ_per_bit"), energy.Total * 1e12,
                ReproductionKind.Calibrated)
            {
                Basis = ReportedBasis.Simulated, Group = $"DRAMsim3, {memory}",
            };
        }
    }

    /// <summary>The file of a memory that DRAMsim3 simulated; Accel's HBM2 is organised otherwise.</summary>
    private static string? Memory(string simulated) => simulated switch
    {
        "GDDR5" => "gddr5-6000",
        "HBM1" => "hbm1-1000",
        "HBM2" or "GDDR6" => null,
        _ => simulated.ToLowerInvariant(),
    };

    private static DramEnergy Energy(
        DramDevice dram, DramPattern pattern, DramBoundary boundary = DramBoundary.FullPath)
    {
        DramFlow flow = DramEfficiency.Of(dram, pattern);
        return DramEnergy.PerBit(dram, flow.ActivationsPerByte, flow.Efficiency, pattern.Writes, boundary);
    }
}
