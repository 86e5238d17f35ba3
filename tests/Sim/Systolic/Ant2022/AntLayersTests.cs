using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;
using Accel.Sim.Systolic.Ant2022;
using Accel.Sim.Systolic.LoopTiling;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.Systolic.Ant2022;

[TestFixture(Category = "published")]
public class AntLayersTests
{
    private static readonly Ant2022Schedule Schedule = new();

    [TestCase("ant_sim_layers.csv", 465)]
    [TestCase("oltron_sim_layers.csv", 60)]
    public void Time_OfEachPublishedLayer_GivesEveryStatistic(string file, int expectedRows)
    {
        IReadOnlyList<ReferenceCsv> rows = ReferenceCsv.Read(file);
        Assert.That(rows, Has.Count.EqualTo(expectedRows));
        foreach (ReferenceCsv row in rows)
        {
            Design design = DesignOf(file, row);
            GemmOperator gemm = Operator(row);
            RunContext context = new(design, Model, PrecisionOf(row), Phase.Prefill(1), 1);
            ActivityCounts counts = Schedule.Time(context, gemm);
            Assert.That(
                (counts.Cycles, counts.Cycles - counts.ComputeCycles, counts.WeightReadBits, counts.WeightWriteBits,
                    counts.OutputReadBits, counts.OutputWriteBits, counts.ActivationReadBits,
                    counts.ActivationWriteBits, counts.DramReadBytes, counts.DramWriteBytes),
                Is.EqualTo(
                    (row.Count("cycles"), row.Count("mem_stall_cycles"), row.Count("wbuf_read_bits"),
                        row.Count("wbuf_write_bits"), row.Count("obuf_read_bits"), row.Count("obuf_write_bits"),
                        row.Count("ibuf_read_bits"), row.Count("ibuf_write_bits"),
                        (row.Count("dram_read_bits") + 7) / 8, (row.Count("dram_write_bits") + 7) / 8)),
                Name(row));
            Assert.That(counts.Macs, Is.EqualTo(gemm.Macs), Name(row));
            Assert.That(counts.PeActiveCycles,
                Is.EqualTo(counts.ComputeCycles * ((SystolicFabric)design.Fabric).Pes), Name(row));
        }
    }

    /// <remarks>
    /// Where tiles tie in cycles and energy, the simulator takes the one whose order its processes meet first.
    /// </remarks>
    [TestCase("ant_sim_layers.csv", 390)]
    [TestCase("oltron_sim_layers.csv", 60)]
    public void Evaluate_OfThePublishedTileAndOrder_GivesTheSearchedStatistics(string file, int sameTiles)
    {
        int same = 0;
        foreach (ReferenceCsv row in ReferenceCsv.Read(file))
        {
            Ant2022Rules rules = Rules(file, row);
            int order = LoopOrders.Pack(row["loop_order_outer_to_inner"].Split('>').Select(Loop));
            LayerStatistics published = TileSearch<Ant2022Rules>.Evaluate(rules, Tile(row), order);
            LayerStatistics best = TileSearch<Ant2022Rules>.Run(rules);
            Assert.That(published with { Tile = best.Tile, Order = best.Order }, Is.EqualTo(best), Name(row));
            same += best.Tile == published.Tile ? 1 : 0;
            Assert.That(published.DramReadBits, Is.EqualTo(row.Count("dram_read_bits")), Name(row));
            Assert.That(published.DramWriteBits, Is.EqualTo(row.Count("dram_write_bits")), Name(row));
        }

        Assert.That(same, Is.EqualTo(sameTiles));
    }

    private static readonly ModelShape Model = Shipped.Model("llama-2-7b");

    private static TileLoop Loop(string name) => name switch
    {
        "B" => TileLoop.Batch,
        "OW" => TileLoop.OutputColumns,
        "OH" => TileLoop.OutputRows,
        "IC" => TileLoop.Channels,
        _ => TileLoop.Filters,
    };

    private static Ant2022Rules Rules(string file, ReferenceCsv row)
    {
        Design design = DesignOf(file, row);
        return new Ant2022Rules(
            FusionArray.Of(design),
            new LayerShape(row.Count("batch_rows"), row.Count("O"), row.Count("IC"), row.Count("OC"), row.Count("K"),
                row.Int("act_bits"), row.Int("wgt_bits")),
            Ant2022Energies.Of(design, SystolicPe.ExponentInteger));
    }

    private static LayerTile Tile(ReferenceCsv row) => new(
        row.Count("tile_b"), row.Count("tile_ow_oh"), row.Count("tile_ic"), row.Count("tile_oc"));

    private static Design DesignOf(string file, ReferenceCsv row) => file.StartsWith("oltron", StringComparison.Ordinal)
        ? AntArrays.OfFork(row["accelerator"])
        : AntArrays.Of(row["accelerator"]);

    private static Precision PrecisionOf(ReferenceCsv row) => new(
        TensorFormat.Parse($"int{row["wgt_bits"]}"), TensorFormat.Parse($"int{row["act_bits"]}"),
        TensorFormat.Parse($"int{row["wgt_bits"]}"));

    /// <summary>A convolution where the output has pixels; the input is padded already.</summary>
    private static GemmOperator Operator(ReferenceCsv row)
    {
        (long kernel, long output) = (row.Count("K"), row.Count("O"));
        long size = ((output - 1) * row.Count("S")) + kernel;
        Convolution? convolution = kernel == 1 && output == 1
            ? null
            : new Convolution(
                size, size, row.Count("IC"), kernel, kernel, row.Count("OC"), row.Count("S"), row.Count("S"));
        return new GemmOperator
        {
            Name = "layer", Role = OperatorRole.Linear, Layers = 1, Convolution = convolution,
            M = row.Count("batch_rows") * output * output, K = kernel * kernel * row.Count("IC"),
            N = row.Count("OC"),
        };
    }

    private static string Name(ReferenceCsv row) =>
        $"{row["accelerator"]} K{row["K"]} O{row["O"]} {row["IC"]}>{row["OC"]} {row["act_bits"]} bits";
}
