using Accel.Arch.Activity;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Workloads;
using Accel.Sim.Schedules;
using Accel.Sim.Systolic.ScaleSim;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.Systolic.ScaleSim;

/// <summary>SCALE-Sim's own runs, every count to the element and the cycle.</summary>
public class ScaleSimScheduleTests
{
    private static readonly ScaleSimSchedule Schedule = new();

    private static IEnumerable<TestCaseData> Measured() => Cases(isMeasured: true);

    private static IEnumerable<TestCaseData> Formulas() => Cases(isMeasured: false);

    private static IEnumerable<TestCaseData> Cases(bool isMeasured) => ScaleSimCase.StallFree(isMeasured)
        .Select(run => new TestCaseData(run).SetArgDisplayNames(run.Name));

    [Test]
    public void Runs_OfTheTable_AreAllThere()
    {
        IReadOnlyList<ScaleSimCase> runs = ScaleSimCase.StallFree(isMeasured: true);
        Assert.That(runs, Has.Count.EqualTo(99));
        Assert.That(runs.Count(run => run.Convolution is not null), Is.EqualTo(29));
        Assert.That(ScaleSimCase.StallFree(isMeasured: false), Has.Count.EqualTo(5));
        foreach (ScaleSimCase run in runs.Where(run => run.Convolution is not null))
        {
            Convolution convolution = run.Convolution!;
            Assert.That((convolution.M, convolution.K, convolution.N),
                Is.EqualTo((run.Row.Count("M"), run.Row.Count("K"), run.Row.Count("N"))), run.Name);
        }
    }

    [TestCaseSource(nameof(Measured))]
    public void Time_MeasuredRun_AgreesInEveryColumn(object measured)
    {
        var run = (ScaleSimCase)measured;
        ReferenceCsv row = run.Row;
        ActivityCounts counts = Schedule.Time(run.Context, run.Operator);
        Assert.Multiple(() =>
        {
            Assert.That(counts.Cycles, Is.EqualTo(row.Count("total_cycles")));
            Assert.That(counts.ComputeCycles, Is.EqualTo(counts.Cycles));
            Assert.That(row.Count("stall_cycles"), Is.Zero);
            Assert.That(counts.DramCycles, Is.Zero);
            Assert.That(counts.ActivationReads, Is.EqualTo(row.Count("sram_ifmap_reads")));
            Assert.That(counts.WeightReads, Is.EqualTo(row.Count("sram_filter_reads")));
            Assert.That(counts.OutputWrites, Is.EqualTo(row.Count("sram_ofmap_writes")));
            Assert.That(counts.ActivationWriteBits, Is.EqualTo(8 * row.Count("dram_ifmap_reads")), "DRAM activations");
            Assert.That(counts.WeightWriteBits, Is.EqualTo(8 * row.Count("dram_filter_reads")), "DRAM weights");
            Assert.That(counts.DramReadBytes,
                Is.EqualTo(row.Count("dram_ifmap_reads") + row.Count("dram_filter_reads")));
            Assert.That(counts.DramWriteBytes, Is.EqualTo(row.Count("dram_ofmap_writes")));
            double peak = run.Fabric.PeakMacsPerCycle(run.Context.Precision.Weights, run.Context.Precision.Activations);
            Assert.That(counts.Macs / peak / counts.Cycles,
                Is.EqualTo(row.Number("overall_util_pct") / 100).Within(1e-12).Percent);
        });
    }

    /// <summary>Not runs: these rows were too large, and hold what formulas say. They guard against slips.</summary>
    [TestCaseSource(nameof(Formulas))]
    public void Time_RowOfFormulasOnly_AgreesWhereItHasFigures(object formulas)
    {
        var run = (ScaleSimCase)formulas;
        ActivityCounts counts = Schedule.Time(run.Context, run.Operator);
        Assert.That(counts.Cycles, Is.EqualTo(run.Row.Count("total_cycles")));
        Assert.That(counts.ActivationReads, Is.EqualTo(run.Row.Count("sram_ifmap_reads")));
        Assert.That(counts.WeightReads, Is.EqualTo(run.Row.Count("sram_filter_reads")));
        Assert.That(counts.OutputWrites, Is.EqualTo(run.Row.Count("sram_ofmap_writes")));
        Assert.That(ScaleSimEfficiency.Overall(run.Product),
            Is.EqualTo(run.Row.Number("overall_util_pct") / 100).Within(1e-12).Percent);
        Assert.That(run.Row["dram_ifmap_reads"], Is.Empty);
    }

    [TestCaseSource(nameof(Measured))]
    public void Efficiency_MeasuredRun_IsTheReports(object measured)
    {
        var run = (ScaleSimCase)measured;
        Assert.That(ScaleSimEfficiency.Mapping(run.Product),
            Is.EqualTo(run.Row.Number("mapping_eff_pct") / 100).Within(1e-10).Percent);
        Assert.That(ScaleSimEfficiency.Compute(run.Product),
            Is.EqualTo(run.Row.Number("compute_util_pct") / 100).Within(1e-10).Percent);
        Assert.That(ScaleSimEfficiency.Overall(run.Product),
            Is.EqualTo(run.Row.Number("overall_util_pct") / 100).Within(1e-12).Percent);
    }

    [Test]
    public void Prefetch_RunsOfVersionThree_AreTheReports()
    {
        ScaleSimCase[] runs =
        [
            .. ScaleSimCase.StallFree(isMeasured: true).Where(run => run.Row["total_cycles_incl_prefetch"].Length > 0),
        ];
        Assert.That(runs, Has.Length.EqualTo(16));
        Assert.Multiple(() =>
        {
            foreach (ScaleSimCase run in runs)
            {
                Assert.That(
                    ScaleSimPrefetch.Cycles(run.Product, run.Convolution, run.Row.Count("ifmap_kB") * 1024,
                        run.Row.Count("filter_kB") * 1024, run.Row.Count("ofmap_kB") * 1024),
                    Is.EqualTo(run.Row.Count("total_cycles_incl_prefetch")), run.Name);
            }
        });
    }

    /// <summary>Timeloop, a tool of other authors and another method, reads its global buffer as often.</summary>
    [TestCase("os")]
    [TestCase("ws")]
    public void Product_BufferReads_AreTimeloops(string mapping)
    {
        ReferenceCsv[] runs = [.. ReferenceCsv.Read("timeloop_runs.csv").Where(row => row["mapping"] == mapping)];
        Assert.That(runs, Has.Length.EqualTo(24));
        Assert.Multiple(() =>
        {
            foreach (ReferenceCsv row in runs)
            {
                ScaleSimProduct product = new(ScaleSimCase.DataflowOf(mapping), row.Count("rows"), row.Count("cols"),
                    row.Count("M"), row.Count("K"), row.Count("N"));
                Assert.That(product.ActivationReads, Is.EqualTo(row.Count("GBuf_A_reads")), $"A of {product}");
                Assert.That(product.WeightReads, Is.EqualTo(row.Count("GBuf_B_reads")), $"B of {product}");
            }
        });
    }

    [Test]
    public void Product_FourByFour_HasTheCyclesOfTheDocumentation() =>
        Assert.That(new ScaleSimProduct(Dataflow.OutputStationary, 4, 4, 4, 4, 4).Cycles, Is.EqualTo(9));

    [Test]
    public void WhyNot_FabricsOfAnotherKind_SaysWhichItRuns()
    {
        Assert.That(Schedule.WhyNot(new SystolicFabric()), Is.Null);
        Assert.That(Schedule.WhyNot(new BitSerialFabric()),
            Is.EqualTo("schedule scale-sim runs fabrics of kind systolic only"));
        Assert.That(ScheduleList.Get("scale-sim"), Is.InstanceOf<ScaleSimSchedule>());
    }

    [Test]
    public void Time_VectorOperator_CostsNothing()
    {
        RunContext context = Small(Phase.Prefill(64));
        Operator[] vectors = [.. Operators(context).Where(work => work is VectorOperator)];
        Assert.That(vectors, Is.Not.Empty);
        Assert.That(vectors.Select(work => Schedule.Time(context, work)), Has.All.EqualTo(default(ActivityCounts)));
    }

    [Test]
    public void Time_GrowingContext_IsTheSumOfItsSteps()
    {
        ActivityCounts steps = default;
        for (int step = 0; step < 17; step++)
        {
            steps.Add(Sum(Small(Phase.Decode(1, 100 + step))));
        }

        Assert.That(Sum(Small(Phase.Decode(17, 100))), Is.EqualTo(steps));
    }

    [Test]
    public void Time_FixedContext_IsOneStepManyTimes()
    {
        ActivityCounts expected = default;
        expected.AddTimes(Sum(Small(Phase.Decode(1, 100))), 20);
        Assert.That(Sum(Small(Phase.Decode(20, 100, contextGrows: false))), Is.EqualTo(expected));
    }

    [Test]
    public void Time_Macs_AreTheModelsOwn()
    {
        RunContext context = Small(Phase.Prefill(96));
        ActivityCounts sum = Sum(context);
        Assert.That(sum.Macs,
            Is.EqualTo(Operators(context).OfType<GemmOperator>().Sum(gemm => gemm.Macs * gemm.Count)));
        Assert.That(sum.PeActiveCycles, Is.EqualTo(sum.Macs));
        Assert.That(sum.PeActiveCycles + sum.PeIdleCycles, Is.EqualTo(sum.Cycles * 16 * 8));
    }

    [Test]
    public void Time_BatchOfImages_RunsImageByImage()
    {
        Convolution convolution = new(9, 7, 16, 3, 3, 24, Padding: 1);
        RunContext context = Small(Phase.Prefill(1));
        GemmOperator one = ScaleSimCase.Gemm(convolution.M, convolution.K, convolution.N) with
        {
            Convolution = convolution,
        };
        ActivityCounts three = default;
        three.AddTimes(Schedule.Time(context, one), 3);
        Assert.That(Schedule.Time(context, one with { M = 3 * convolution.M }), Is.EqualTo(three));
    }

    [Test]
    public void Time_Instances_RunOneAfterAnother()
    {
        RunContext context = Small(Phase.Prefill(1));
        GemmOperator one = ScaleSimCase.Gemm(50, 60, 70);
        ActivityCounts six = default;
        six.AddTimes(Schedule.Time(context, one), 6);
        Assert.That(Schedule.Time(context, one with { Layers = 2, Instances = 3 }), Is.EqualTo(six));
    }

    [Test]
    public void Time_PesThatCanBeTakenApart_AreNot()
    {
        GemmOperator gemm = ScaleSimCase.Gemm(50, 60, 70);
        ActivityCounts whole = Schedule.Time(Of(null), gemm);
        ActivityCounts fused = Schedule.Time(Of(4), gemm);
        Assert.That(fused, Is.EqualTo(whole with
        {
            PeActiveCycles = 4 * whole.PeActiveCycles, PeIdleCycles = 4 * whole.PeIdleCycles,
        }));

        static RunContext Of(int? split) => ScaleSimCase.ContextOf(
            new SystolicFabric { Rows = 8, Columns = 8, SplitTo = split }, 4096, 4096, 4096, Phase.Prefill(1));
    }

    [Test]
    public void Time_CalledOften_AllocatesNothing()
    {
        RunContext context = Small(Phase.Decode(5, 100));
        Operator[] work =
        [
            Operators(context).First(work => work.Role == OperatorRole.AttentionScores),
            ScaleSimCase.Gemm(49, 144, 32) with { Convolution = new Convolution(9, 9, 16, 3, 3, 32) },
        ];

        // Twice: what is compiled again after the first calls allocates once.
        long sum = work.Sum(work => Schedule.Time(context, work).Cycles);
        sum += work.Sum(work => Schedule.Time(context, work).Cycles);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            sum += Schedule.Time(context, work[0]).Cycles + Schedule.Time(context, work[1]).Cycles;
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(sum, Is.Positive);
    }

    private static RunContext Small(Phase phase) => ScaleSimCase.ContextOf(
        new SystolicFabric { Rows = 16, Columns = 8, Dataflow = Dataflow.WeightStationary }, 2048, 1024, 4096, phase);

    private static IReadOnlyList<Operator> Operators(in RunContext context) =>
        WorkloadOperators.Expand(context.Model, context.Phase, context.Batch, LogitsRule.All);

    private static ActivityCounts Sum(in RunContext context)
    {
        ActivityCounts sum = default;
        foreach (Operator work in Operators(context))
        {
            sum.Add(Schedule.Time(context, work));
        }

        return sum;
    }
}
