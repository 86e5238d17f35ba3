using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;
using Accel.Sim.Systolic.BitFusion;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.Systolic.BitFusion;

[TestFixture(Category = "published")]
public class BitFusionScheduleTests
{
    private const double Clock = 500e6;

    [Test]
    public void Time_OfEachPublishedProduct_GivesEveryStatistic()
    {
        IReadOnlyList<ReferenceCsv> rows = ReferenceCsv.Read("bitfusion_sim_layers.csv");
        Assert.That(rows, Has.Count.EqualTo(48));
        foreach (ReferenceCsv row in rows)
        {
            ActivityCounts counts = Time(row);
            Assert.That(
                (counts.Cycles, counts.Cycles - counts.ComputeCycles, counts.ComputeCycles, counts.DramReadBytes * 8,
                    counts.DramWriteBytes * 8, counts.ActivationReadBits, counts.WeightReadBits, counts.OutputReadBits,
                    counts.OutputWriteBits),
                Is.EqualTo(
                    (row.Count("total_cycles"), row.Count("mem_stall_cycles"), row.Count("compute_cycles"),
                        row.Count("dram_read_bits"), row.Count("dram_write_bits"), row.Count("act_sram_read_bits"),
                        row.Count("wgt_sram_read_bits"), row.Count("out_sram_read_bits"),
                        row.Count("out_sram_write_bits"))),
                $"{row["config"]} {row["M(batch)"]} x {row["K(ic)"]} x {row["N(oc)"]}, "
                    + $"{row["act_bits"]} and {row["wgt_bits"]} bits");
        }
    }

    private static ActivityCounts Time(ReferenceCsv row)
    {
        Design design = new()
        {
            Name = "test",
            Technology = Shipped.Technology,
            Clock = new Hertz(Clock),
            Fabric = new SystolicFabric
            {
                Rows = row.Int("array_inputs"), Columns = row.Int("array_outputs"), Bits = row.Int("pmax"),
                SplitTo = row.Int("pmin"), Pe = SystolicPe.Integer,
            },
            Buffers = new BufferSet
            {
                Weights = new Bits(row.Count("wgt_sram_B") * 8), Activations = new Bits(row.Count("act_sram_B") * 8),
                Outputs = new Bits(row.Count("out_sram_B") * 8),
            },
            Dram = new Dram { Bandwidth = new BytesPerSecond(row.Number("mem_if_bits") / 8 * Clock) },
            Schedule = "bitfusion",
        };
        TensorFormat weights = Integer(row.Int("wgt_bits"));
        Precision precision = new(weights, Integer(row.Int("act_bits")), weights);
        GemmOperator gemm = new()
        {
            Name = "product", Role = OperatorRole.Linear, Layers = 1,
            M = row.Count("M(batch)"), K = row.Count("K(ic)"), N = row.Count("N(oc)"),
        };
        RunContext context = new(design, Shipped.Model("llama-2-7b"), precision, Phase.Prefill(1), 1);
        return new BitFusionSchedule().Time(context, gemm);
    }

    private static TensorFormat Integer(int bits) =>
        new(new IntegerFormat(bits, IntegerKind.Signed), 0, ScaleFormat.Fp16);
}
