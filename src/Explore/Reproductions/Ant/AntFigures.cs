using Accel.Sim.Systolic.Ant2022;

namespace Accel.Explore.Reproductions.Ant;

/// <summary>The bars that ANT's simulator prints: time and parts of energy, over those of AdaFloat.</summary>
/// <remarks>
/// The means are arithmetic over all eight networks, although the simulator's columns call them geometric, and although
/// its figure shows BiScaled for two networks only.
/// </remarks>
internal sealed class AntFigures(ReproductionInputs inputs) : IReproduction
{
    /// <inheritdoc/>
    public string Name => "ant-figures";

    /// <inheritdoc/>
    public string Source =>
        "ANT (MICRO 2022), simulator clevercool/ANT-Quantization at bc84067, results/ant_res.csv to six digits";

    /// <inheritdoc/>
    public IReadOnlyList<ReproductionRow> Rows()
    {
        ReferenceTable published = ReferenceTable.Load("ant_sim_normalised.csv");
        List<ReproductionRow> rows = [];
        foreach (AntAccelerator accelerator in AntAccelerator.All)
        {
            List<Bar> bars = [];
            foreach (string network in AntLayer.Networks)
            {
                bars.Add(Bar.Of(Run(accelerator, network), Run(AntAccelerator.AdaFloat, network)));
                Add(rows, published, accelerator.Name, network, bars[^1]);
            }

            Add(rows, published, accelerator.Name, "arithmetic-mean", new Bar(
                bars.Average(bar => bar.Time), bars.Average(bar => bar.Static), bars.Average(bar => bar.Dram),
                bars.Average(bar => bar.Buffers), bars.Average(bar => bar.Core)));
        }

        return rows;
    }

    private AntResult Run(AntAccelerator accelerator, string network) => AntResult.Run(
        accelerator, inputs.Prices.Technology, AntLayer.OfNetwork(network, accelerator.PrecisionColumn));

    private static void Add(
        List<ReproductionRow> rows, ReferenceTable published, string accelerator, string network, in Bar bar)
    {
        int row = published.Find(("accelerator", accelerator), ("network", network));
        string name = $"{accelerator}/{network}";
        rows.Add(Row("time_vs_adafloat", bar.Time));
        rows.Add(Row("static", bar.Static));
        rows.Add(Row("dram", bar.Dram));
        rows.Add(Row("buffer", bar.Buffers));
        rows.Add(Row("core", bar.Core));
        rows.Add(Row("total_energy", bar.Total));

        ReproductionRow Row(string quantity, double modelled) => new(
            name, quantity, "ratio", row < 0 ? null : published.Number(row, quantity), modelled,
            ReproductionKind.Exact);
    }

    /// <summary>One accelerator and network: time over AdaFloat's, energies over AdaFloat's total.</summary>
    private readonly record struct Bar(double Time, double Static, double Dram, double Buffers, double Core)
    {
        public double Total => Static + Dram + Buffers + Core;

        public static Bar Of(in AntResult result, in AntResult baseline)
        {
            (Ant2022Breakdown energy, double total) = (result.Energy, baseline.Energy.Total);
            return new Bar(
                (double)result.Cycles / baseline.Cycles, energy.Static / total, energy.Dram / total,
                energy.Buffers / total, energy.Core / total);
        }
    }
}
