using System.Globalization;
using Accel.Arch.Technologies;
using Accel.CostModel.Estimates;
using Accel.CostModel.Sram;
using Accel.Tests.Support;

namespace Accel.Tests.CostModel.Sram;

/// <summary>How far the tables of SRAM macros are off on CACTI runs that they do not have.</summary>
public class SramTableErrorsTests
{
    private static readonly int[] Nodes = [22, 32, 45, 65, 90];

    private static readonly (string Flavour, double Kelvin)[] Grids = [("lstp", 300), ("lop", 300), ("hp", 360)];

    private static readonly (string Name, Func<SramRun, double> Run, Func<Estimate, Figure> Model, double Unit)[]
        Quantities =
        [
            ("read", run => run.ReadPj!.Value, estimate => estimate.EnergyJ!.Value, 1e12),
            ("write", run => run.WritePj!.Value, estimate => estimate.WriteEnergyJ!.Value, 1e12),
            ("area", run => run.AreaMm2!.Value, estimate => estimate.AreaMm2!.Value, 1),
            ("leakage", run => run.LeakageMw!.Value, estimate => estimate.LeakageW!.Value, 1e3),
            ("access", run => run.AccessNs!.Value, estimate => estimate.DelayS!.Value, 1e9),
        ];

    [Test]
    public void Macros_SizesThatNoTableHas_AreWithinFivePercentOnAverageAndTwentyAtWorst()
    {
        Dictionary<string, List<double>> errors = [];
        foreach (ReferenceCsv row in Rows("heldout_odd_size"))
        {
            SramMacros macros = SramMacros.Of(Shipped.Process($"cmos-{row["node_nm"]}nm"), row["cell_flavour"]);
            Estimate estimate = macros.Estimate(row.Count("size_bytes"), row.Int("width_bits"));
            foreach ((string name, Func<SramRun, double> of, Func<Estimate, Figure> model, double unit) in Quantities)
            {
                errors.TryAdd(name, []);
                errors[name].Add(Math.Abs((model(estimate).Value * unit / of(Run(row))) - 1));
            }
        }

        Report(errors);
        foreach ((string name, List<double> list) in errors)
        {
            Assert.That(list, Has.Count.EqualTo(15), name);
            Assert.That(list.Average(), Is.LessThan(0.05), name);
            Assert.That(list.Max(), Is.LessThan(0.2), name);
        }
    }

    [Test]
    public void Macros_RunsOfATable_AreExact()
    {
        foreach (ReferenceCsv row in Rows("grid").Concat(Rows("extra")).Where(row => row["objective"] == "ED2"))
        {
            SramMacros macros = SramMacros.Of(
                Shipped.Process($"cmos-{row["node_nm"]}nm"), row["cell_flavour"], row.Number("temp_K"));
            Estimate estimate = macros.Estimate(row.Count("size_bytes"), row.Int("width_bits"));
            foreach ((string name, Func<SramRun, double> of, Func<Estimate, Figure> model, double unit) in Quantities)
            {
                Assert.That(model(estimate).Value * unit, Is.EqualTo(of(Run(row))).Within(1e-4).Percent, name);
            }
        }
    }

    /// <summary>
    /// Each run left out of its table: a hole, with the next run an octave away or two. Worse than odd sizes.
    /// </summary>
    [Test]
    public void Macros_EachRunLeftOut_ErrAsMuchAsTheBandSays()
    {
        Dictionary<string, List<double>> errors = [];
        Dictionary<string, int> covered = [];
        foreach (int node in Nodes)
        {
            Technology technology = Shipped.Process($"cmos-{node}nm");
            foreach (SramTable table in technology.SramTables
                .Where(table => Grids.Contains((table.Flavour, table.Kelvin))))
            {
                foreach (SramRun left in table.Runs)
                {
                    SramTable rest = table with { Runs = [.. table.Runs.Where(run => run != left)] };
                    Estimate estimate = SramMacros.Of(technology with { SramTables = [rest] })
                        .Estimate(left.Bytes, left.Bits);
                    foreach ((string name, Func<SramRun, double> of, Func<Estimate, Figure> model, double unit)
                        in Quantities)
                    {
                        Figure figure = model(estimate);
                        double error = Math.Abs((figure.Value * unit / of(left)) - 1);
                        errors.TryAdd(name, []);
                        errors[name].Add(error);
                        covered[name] = covered.GetValueOrDefault(name)
                            + (Math.Abs((figure.Value * unit) - of(left)) <= figure.Uncertainty * figure.Value * unit
                                ? 1 : 0);
                    }
                }
            }
        }

        Report(errors);
        foreach ((string name, List<double> list) in errors)
        {
            double share = (double)covered[name] / list.Count;
            TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {share:P1} in the band"));
            Assert.That(share, Is.GreaterThan(0.88), name);
            Assert.That(list.Average(), Is.LessThan(0.08), name);
        }
    }

    /// <summary>
    /// 1 and 2 KiB, 8 and 16 MiB, 32 and 1024 bits, from tables cut to 4 KiB to 4 MiB and 64 to 512 bits.
    /// </summary>
    [Test]
    public void Macros_BeyondACutTable_AreInTheWiderBand()
    {
        Dictionary<string, List<double>> errors = [];
        int covered = 0;
        int all = 0;
        foreach (int node in (int[])[22, 45])
        {
            SramTable table = Shipped.Process($"cmos-{node}nm").SramTables[0];
            ILookup<bool, SramRun> runs = table.Runs.ToLookup(
                run => run.Bytes is >= 4096 and <= 4194304 && run.Bits is >= 64 and <= 512);
            SramMacros macros = SramMacros.Of(Shipped.Process("cmos-45nm") with
            {
                SramTables = [table with { Runs = [.. runs[true]] }],
            });
            foreach (SramRun run in runs[false])
            {
                Estimate estimate = macros.Estimate(run.Bytes, run.Bits);
                foreach ((string name, Func<SramRun, double> of, Func<Estimate, Figure> model, double unit)
                    in Quantities)
                {
                    Figure figure = model(estimate);
                    double off = Math.Abs((figure.Value * unit) - of(run));
                    errors.TryAdd(name, []);
                    errors[name].Add(off / of(run));
                    all++;
                    covered += off <= figure.Uncertainty * figure.Value * unit ? 1 : 0;
                    Assert.That(figure.Basis, Is.EqualTo(Basis.Estimated));
                }
            }
        }

        Report(errors);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(double)covered / all:P1} in the band"));
        Assert.That((double)covered / all, Is.GreaterThan(0.85));
    }

    private static void Report(Dictionary<string, List<double>> errors)
    {
        foreach ((string name, List<double> list) in errors)
        {
            TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: {list.Count} mean {list.Average():P1} worst {list.Max():P1}"));
        }
    }

    private static IEnumerable<ReferenceCsv> Rows(string set) =>
        ReferenceCsv.Read("cost_sram_cacti.csv").Where(row => row["set"] == set);

    private static SramRun Run(ReferenceCsv row) => new(row.Count("size_bytes"), row.Int("width_bits"),
        row.Number("read_pJ"), row.Number("write_pJ"), row.Number("area_mm2"), row.Number("leak_mW"),
        row.Number("access_ns"));
}
