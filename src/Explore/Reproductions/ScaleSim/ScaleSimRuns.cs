using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;
using Accel.Sim.Systolic.ScaleSim;

namespace Accel.Explore.Reproductions.ScaleSim;

/// <summary>Every measured run of SCALE-Sim in stall-free mode, all that it reports.</summary>
internal sealed class ScaleSimRuns(ReproductionInputs inputs) : IReproduction
{
    private const double PerCent = 100;

    private readonly ScaleSimSchedule _schedule = new();

    /// <inheritdoc/>
    public string Name => _schedule.Name;

    /// <inheritdoc/>
    public string Source => "SCALE-Sim (ISPASS 2020), scalesim-project/SCALE-Sim: v2 at 22f88b1 and v3 at 1d62b68, "
        + "InterfaceBandwidth CALC";

    /// <inheritdoc/>
    public IReadOnlyList<ReproductionRow> Rows()
    {
        ReferenceTable runs = ReferenceTable.Load("scalesim_runs.csv");
        ReferenceTable layers = ReferenceTable.Load("scalesim_resnet50.csv");
        List<ReproductionRow> rows = [];
        for (int row = 0; row < runs.Count; row++)
        {
            if (runs.Text(row, "bandwidth_mode") == "CALC" && runs.Text(row, "status") == "measured")
            {
                Convolution? convolution = ConvolutionOf(layers, runs.Text(row, "layer"));
                Add(rows, runs, row, ScaleSimCase.Of(runs, row, inputs.Prices.Technology, convolution));
            }
        }

        return rows;
    }

    private void Add(List<ReproductionRow> rows, ReferenceTable runs, int row, ScaleSimCase run)
    {
        Design design = run.Design;
        var fabric = (SystolicFabric)design.Fabric;
        GemmOperator gemm = run.Operator;
        string name = run.Name(runs.Text(row, "version"));
        RunContext context = new(design, ScaleSimCase.NoModel, fabric.DefaultPrecision, Phase.Prefill(gemm.M), 1);
        ActivityCounts counts = _schedule.Time(context, gemm);
        ScaleSimProduct product = ScaleSimSchedule.ProductOf(fabric, gemm.M, gemm.K, gemm.N);
        Count("cycles", "cycles", "total_cycles", counts.Cycles);
        Share("utilization", "overall_util_pct", ScaleSimEfficiency.Overall(product));
        Share("mapping_efficiency", "mapping_eff_pct", ScaleSimEfficiency.Mapping(product));
        Share("compute_utilization", "compute_util_pct", ScaleSimEfficiency.Compute(product));
        Count("sram_activation_reads", "elements", "sram_ifmap_reads", counts.ActivationReads);
        Count("sram_weight_reads", "elements", "sram_filter_reads", counts.WeightReads);
        Count("sram_output_writes", "elements", "sram_ofmap_writes", counts.OutputWrites);
        Count("dram_activation_reads", "elements", "dram_ifmap_reads", counts.ActivationWriteBits / 8);
        Count("dram_weight_reads", "elements", "dram_filter_reads", counts.WeightWriteBits / 8);
        Count("dram_output_writes", "elements", "dram_ofmap_writes", counts.DramWriteBytes);
        if (runs.Number(row, "total_cycles_incl_prefetch") is not null)
        {
            BufferSet buffers = design.Buffers;
            Count("cycles_with_prefetch", "cycles", "total_cycles_incl_prefetch", ScaleSimPrefetch.Cycles(
                product, gemm.Convolution, buffers.Activations.Bytes, buffers.Weights.Bytes, buffers.Outputs.Bytes));
        }

        void Count(string quantity, string unit, string column, long modelled) => rows.Add(
            new(name, quantity, unit, runs.Number(row, column), modelled, ReproductionKind.Exact));

        void Share(string quantity, string column, double modelled) => rows.Add(
            new(name, quantity, "1", runs.Number(row, column) / PerCent, modelled, ReproductionKind.Exact));
    }

    private static Convolution? ConvolutionOf(ReferenceTable layers, string layer)
    {
        int row = layers.Find(("layer", layer));
        if (row < 0)
        {
            return null;
        }

        return new Convolution(Of("height"), Of("width"), Of("channels"), Of("filter_height"), Of("filter_width"),
            Of("filters"), Of("stride"), Of("stride"), KeepsPartialWindow: true);

        long Of(string column) => (long)layers.Number(row, column)!.Value;
    }
}
