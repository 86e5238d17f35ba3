using System.Globalization;
using System.Text.RegularExpressions;
using Accel.Arch.Devices;
using Accel.CostModel.Estimates;
using Accel.CostModel.Fpga;

namespace Accel.Explore.Reproductions.Cost;

/// <summary>Single blocks of an FPGA, shapes of its memories, and the power of a routed design.</summary>
/// <remarks>
/// Blocks were mapped by Yosys 0.23 without <c>-abc9</c> and without DSP slices, another mapping than that of the parts
/// that prices rest on. Carry rows and shifters are calibrated on it. Left out are products of floats and dot
/// products, which no block of Accel is, and Versal's shapes of Ultra RAM, which are not modelled.
/// </remarks>
internal static partial class FabricRows
{
    private const string Blocks = "cost_fpga_yosys_ultrascaleplus.csv", Shapes = "cost_fpga_mem_geometry.csv",
        Power = "cost_fpga_power_u50.csv";

    private const double ReportHz = 180e6;

    private static readonly (Regex Name, string Group, bool IsFitted, Func<int[], Estimate> Of)[] Kinds =
    [
        (Adder(), "adders, comparators, multiplexers", false, n => FabricBlocks.Adder(n[0])),
        (Comparator(), "adders, comparators, multiplexers", false, n => FabricBlocks.Comparator(n[0])),
        (Multiplexer(), "adders, comparators, multiplexers", false, n => FabricBlocks.Mux(n[1], n[0])),
        (Register(), "adders, comparators, multiplexers", false, n => FabricBlocks.Register(n[0])),
        (Shifter(), "shifters", true, n => FabricBlocks.Shifter(n[0])),
        (Rows(), "products in carry rows", true, n => FabricBlocks.Multiplier(n[0], n[1], dsp: false)),
        (Product(), Inferred, false, n => FabricBlocks.Multiplier(n[0], n[1], dsp: false)),
        (Mac(), Inferred, false, n => FabricBlocks.Mac(n[0], n[1], n[2], dsp: false)),
        (ExactMac(), "exact MACs", false, n => FabricBlocks.ExactFloatMac(n[0], n[1], n[2], dsp: false)),
        (FloatMac(), "float MACs", false, n => FabricBlocks.FloatMac(n[0], n[1], n[2], n[3], dsp: false)),
    ];

    private const string Inferred = "products and MACs that Yosys builds of LUTs";

    public static IEnumerable<ReproductionRow> All(ReproductionInputs inputs) =>
        [.. OfBlocks(), .. OfShapes(), .. OfPower(inputs.Device("u280").Device!)];

    private static IEnumerable<ReproductionRow> OfBlocks()
    {
        ReferenceTable table = ReferenceTable.Load(Blocks);
        for (int row = 0; row < table.Count; row++)
        {
            string name = table.Text(row, "block");
            int index = Array.FindIndex(Kinds, kind => kind.Name.IsMatch(name));
            if (index < 0)
            {
                continue;
            }

            (Regex pattern, string group, bool isFitted, Func<int[], Estimate> of) = Kinds[index];
            Estimate block = of([.. pattern.Match(name).Groups.Values.Skip(1)
                .Select(part => int.Parse(part.Value, CultureInfo.InvariantCulture))]);
            FpgaResources taken = block.Resources!.Value;

            // The table calls its chains of four bits by the name of the chain of eight that holds two.
            foreach ((string column, string quantity, double modelled) in new[]
            {
                ("lut", "lut", taken.Luts), ("carry8", "carry4", taken.Carries), ("ff", "ff", taken.Ffs),
            })
            {
                if (table.Number(row, column) > 0 || modelled > 0)
                {
                    yield return new ReproductionRow(name, quantity, "1", table.Number(row, column), modelled,
                        isFitted ? ReproductionKind.Calibrated : ReproductionKind.Predicted)
                    {
                        Basis = ReportedBasis.Measured, Group = group,
                        Note = quantity != "lut" ? null : group == Inferred
                            ? "ours are rows of carries, which Yosys does not build of a product"
                            : FormattableString.Invariant($"trusted to {block.LutUncertainty * 100:0} %"),
                    };
                }
            }
        }
    }

    /// <summary>Each shape is one primitive.</summary>
    private static IEnumerable<ReproductionRow> OfShapes()
    {
        ReferenceTable table = ReferenceTable.Load(Shapes);
        for (int row = 0; row < table.Count; row++)
        {
            string name = table.Text(row, "primitive");
            (Func<long, int, double>? memory, string quantity, double one) = name switch
            {
                "BRAM36" or "BRAM36 SDP" => ((Func<long, int, double>)FabricMemory.BlockRam, "bram36", 1d),
                "BRAM18" or "BRAM18 SDP" => (FabricMemory.BlockRam, "bram36", 0.5),
                "URAM288 UltraScale+" => (FabricMemory.UltraRam, "uram", 1),
                _ => (null, string.Empty, 0),
            };
            if (memory is not null)
            {
                (long depth, int width) = ((long)table.Number(row, "depth")!, (int)table.Number(row, "width")!);
                yield return new ReproductionRow($"{name}, {depth} x {width}", quantity, "1", one,
                    memory(depth, width), ReproductionKind.Exact)
                {
                    Group = "shapes of memories",
                };
            }
        }
    }

    /// <summary>
    /// A routed report of an Alveo U50; coefficients come from it, nets shared out among LUTs and registers.
    /// </summary>
    private static IEnumerable<ReproductionRow> OfPower(FpgaDevice device)
    {
        ReferenceTable report = ReferenceTable.Load(Power);
        (double luts, double registers, double ram, double shift, double blocks) = (Count("CLB LUT as logic"),
            Count("CLB register"), Count("LUT as distributed RAM"), Count("LUT as shift register"), Count("BRAM36"));
        FpgaResources all = new(luts + ram + shift, registers, 0, 0, 0, ram + shift);
        yield return Row("LUTs, registers and their nets", device.Power.ActivePj(all),
            Watts("CLB LUT as logic") + Watts("CLB register") + Watts("LUT as distributed RAM")
                + Watts("LUT as shift register") + Watts("signals (per net)") + Watts("CARRY8"));
        yield return Row("clock network", device.Power.ClockPj(all), Watts("clock network (per register)"));
        yield return Row("block RAM", device.Power.ActivePj(new FpgaResources(0, 0, 0, blocks, 0)), Watts("BRAM36"));
        yield return Row("static, HBM with it", device.Power.StaticWatts / ReportHz * 1e12,
            Watts("device static") + Watts("HBM static"));

        double Watts(string element) => report.Number(report.Find(("element", element)), "report_W")!.Value;

        double Count(string element) => report.Number(report.Find(("element", element)), "count")!.Value;

        static ReproductionRow Row(string name, double picojoules, double watts) => new(
            $"Alveo U50 at 180 MHz, {name}", "power_w", "W", watts, picojoules * ReportHz * 1e-12,
            ReproductionKind.Calibrated)
        {
            Group = "power of a routed design", Basis = ReportedBasis.Simulated,
        };
    }

    [GeneratedRegex(@"^add(\d+)$")]
    private static partial Regex Adder();

    [GeneratedRegex(@"^cmp(\d+)$")]
    private static partial Regex Comparator();

    [GeneratedRegex(@"^mux(\d+)w(\d+)to1$")]
    private static partial Regex Multiplexer();

    [GeneratedRegex(@"^reg(\d+)$")]
    private static partial Regex Register();

    [GeneratedRegex(@"^bsh(\d+)$")]
    private static partial Regex Shifter();

    [GeneratedRegex(@"^mulrow_u(\d+)x(\d+)$")]
    private static partial Regex Rows();

    [GeneratedRegex(@"^mul_s(\d+)x(\d+)$")]
    private static partial Regex Product();

    [GeneratedRegex(@"^mac(\d+)x(\d+)a(\d+)$")]
    private static partial Regex Mac();

    [GeneratedRegex(@"^kulmac_e(\d+)m(\d+)_w(\d+)$")]
    private static partial Regex ExactMac();

    [GeneratedRegex(@"^fmac_e(\d+)m(\d+)_to_e(\d+)m(\d+)$")]
    private static partial Regex FloatMac();
}
