using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Sim.BitSerial;
using Accel.Sim.Schedules;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.BitSerial;

/// <summary>
/// The simulator's own cases, built from the table's columns alone: cycles exact, energies as the table prints them,
/// to 1e-4 uJ.
/// </summary>
public class BitmodScheduleTests
{
    private static readonly PriceBook Book = new(Shipped.Technology);

    private static IEnumerable<TestCaseData> Cases() => ReferenceCsv.Read("bitmod_sim_cases.csv").Select(row =>
        new TestCaseData(row).SetArgDisplayNames(
            row["sim_version"], row["accelerator"], row["stage"], row["model"]));

    [TestCaseSource(nameof(Cases))]
    public void Time_PublishedCase_AgreesInEveryColumn(object published)
    {
        var row = (ReferenceCsv)published;
        RunContext context = Context(row);
        ActivityCounts linear = Sum(row, context, isAttention: false);
        ActivityCounts attention = Sum(row, context, isAttention: true);
        ActivityCounts total = linear;
        total.Add(attention);
        PriceList prices = PriceList.Compile(Book, context.Design, context.Precision);
        ActivityCounts reads = new() { WeightReadBits = total.WeightReadBits, ActivationReadBits = total.ActivationReadBits };
        double read = prices.Price(reads).Sram.Value * 1e6;
        EnergyBreakdown energy = prices.Price(total);
        Assert.Multiple(() =>
        {
            Assert.That(linear.ComputeCycles, Is.EqualTo(row.Count("compute_cycles_linear")));
            Assert.That(attention.ComputeCycles, Is.EqualTo(row.Count("compute_cycles_attn")));
            Assert.That(linear.DramCycles, Is.EqualTo(row.Count("dram_cycles_linear")));
            Assert.That(attention.DramCycles, Is.EqualTo(row.Count("dram_cycles_attn")));
            Assert.That(total.ComputeCycles, Is.EqualTo(row.Count("compute_cycles_total")));
            Assert.That(total.Cycles, Is.EqualTo(row.Count("total_cycles")));
            Same(energy.Compute.Value * 1e6, "energy_compute_uJ");
            Same(read, "energy_sram_read_uJ");
            Same((energy.Sram.Value * 1e6) - read, "energy_sram_write_uJ");
            Same(energy.Dram.Value * 1e6, "energy_dram_uJ");
            Same((energy.Compute + energy.Sram).Value * 1e6, "energy_onchip_uJ");
            Same((energy.Compute + energy.Sram + energy.Dram).Value * 1e6, "energy_total_uJ");
            AreaBreakdown area = prices.Area;
            Assert.That(area.Pes.Value, Is.EqualTo(row.Number("pe_array_area_mm2")).Within(1e-6));
            Assert.That(area.WeightBuffer.Value, Is.EqualTo(row.Number("w_buffer_area_mm2")).Within(1e-6));
            Assert.That(area.ActivationBuffer.Value, Is.EqualTo(row.Number("i_buffer_area_mm2")).Within(1e-6));
            Assert.That(context.Design.ActivationPortBits(context.Precision), Is.EqualTo(row.Count("i_sram_bits_per_access")));
        });

        // The table rounds to 1e-4 uJ; double sums of a billion terms add a relative 1e-9.
        void Same(double modelled, string column) => Assert.That(
            modelled, Is.EqualTo(row.Number(column)).Within(1e-4 + (1e-9 * modelled)), column);
    }

    [Test]
    public void Cases_OfTheTable_AreEighty() => Assert.That(Cases().Count(), Is.EqualTo(80));

    [TestCaseSource(nameof(Cases))]
    public void WeightPort_PublishedCase_IsTheSimulators(object published)
    {
        var row = (ReferenceCsv)published;
        RunContext context = Context(row);
        Assert.That(BitmodSchedule.WeightPort((BitSerialFabric)context.Design.Fabric, context.Precision.Weights).Count,
            Is.EqualTo(row.Count("w_sram_bits_per_access")));
    }

    [Test]
    public void Time_LanguageModelHeadOfTheLastToken_IsChargedForAll([Values(true, false)] bool isPaper)
    {
        RunContext context = Small(Phase.Prefill(256), 1);
        GemmOperator all = Head(LogitsRule.All);
        GemmOperator last = Head(LogitsRule.Last);
        Assert.That(last.M, Is.EqualTo(1));
        Assert.That(Schedule(isPaper).Time(context, last), Is.EqualTo(Schedule(isPaper).Time(context, all)));

        GemmOperator Head(LogitsRule logits) => WorkloadOperators.Expand(context.Model, context.Phase, 1, logits)
            .OfType<GemmOperator>().Single(gemm => gemm.Role == OperatorRole.LanguageModelHead);
    }

    [Test]
    public void Time_VectorOperator_CostsNothing()
    {
        RunContext context = Small(Phase.Prefill(64), 1);
        Operator[] vectors = [.. Operators(context).Where(work => work is VectorOperator)];
        Assert.That(vectors, Is.Not.Empty);
        Assert.That(vectors.Select(work => Schedule(false).Time(context, work)), Has.All.EqualTo(default(ActivityCounts)));
    }

    [Test]
    public void Time_GrowingContext_IsTheSumOfItsSteps([Values(true, false)] bool isPaper)
    {
        ActivityCounts grown = SumAll(isPaper, Small(Phase.Decode(17, 100), 2));
        ActivityCounts steps = default;
        for (int step = 0; step < 17; step++)
        {
            steps.Add(SumAll(isPaper, Small(Phase.Decode(1, 100 + step), 2)));
        }

        Assert.That(grown, Is.EqualTo(steps));
    }

    [Test]
    public void Time_FixedContext_IsOneStepManyTimes([Values(true, false)] bool isPaper)
    {
        ActivityCounts one = SumAll(isPaper, Small(Phase.Decode(1, 100), 1));
        ActivityCounts expected = default;
        expected.AddTimes(one, 20);
        Assert.That(SumAll(isPaper, Small(Phase.Decode(20, 100, contextGrows: false), 1)), Is.EqualTo(expected));
    }

    [Test]
    public void Time_BatchInDecode_SharesWeightsButNotTheCache()
    {
        ActivityCounts one = SumAll(false, Small(Phase.Decode(1, 100), 1));
        ActivityCounts four = SumAll(false, Small(Phase.Decode(1, 100), 4));
        ActivityCounts eight = SumAll(false, Small(Phase.Decode(1, 100), 8));
        Assert.That(four.Macs, Is.EqualTo(4 * one.Macs));
        Assert.That(four.DramReadBytes, Is.LessThan(4 * one.DramReadBytes));
        Assert.That(eight.DramReadBytes - four.DramReadBytes, Is.EqualTo(4 * (four.DramReadBytes - one.DramReadBytes) / 3));
    }

    [Test]
    public void Time_Macs_AreTheModelsOwnWhateverShapesAreCharged([Values(true, false)] bool isPaper)
    {
        RunContext context = Small(Phase.Prefill(96), 3);
        long expected = Operators(context).OfType<GemmOperator>().Sum(gemm => gemm.Macs * gemm.Count);
        Assert.That(SumAll(isPaper, context).Macs, Is.EqualTo(expected));
    }

    [Test]
    public void Time_CalledOften_AllocatesNothing([Values(true, false)] bool isPaper)
    {
        RunContext context = Small(Phase.Decode(5, 100), 1);
        Operator work = Operators(context).First(work => work.Role == OperatorRole.AttentionScores);
        ISchedule schedule = Schedule(isPaper);
        long sum = schedule.Time(context, work).Cycles;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            sum += schedule.Time(context, work).Cycles;
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(sum, Is.Positive);
    }

    [Test]
    public void WhyNot_BitSerialFabric_IsNull([Values(true, false)] bool isPaper) =>
        Assert.That(Schedule(isPaper).WhyNot(new BitSerialFabric()), Is.Null);

    private static ISchedule Schedule(bool isPaper) => isPaper ? new Bitmod2024Schedule() : new Bitmod2025Schedule();

    private static IReadOnlyList<Operator> Operators(in RunContext context) =>
        WorkloadOperators.Expand(context.Model, context.Phase, context.Batch, LogitsRule.All);

    private static ActivityCounts SumAll(bool isPaper, in RunContext context)
    {
        ActivityCounts sum = default;
        foreach (Operator work in Operators(context))
        {
            sum.Add(Schedule(isPaper).Time(context, work));
        }

        return sum;
    }

    private static ActivityCounts Sum(ReferenceCsv row, in RunContext context, bool isAttention)
    {
        ISchedule schedule = Schedule(row["sim_version"] == "paper-58d7bdb");
        ActivityCounts sum = default;
        foreach (Operator work in Operators(context))
        {
            if (work is GemmOperator gemm && gemm.IsAttention == isAttention)
            {
                sum.Add(schedule.Time(context, gemm));
            }
        }

        return sum;
    }

    private static RunContext Small(Phase phase, long batch)
    {
        Precision precision = new(
            TensorFormat.Parse("fp4-er-ea/128"), TensorFormat.Parse("fp16"), TensorFormat.Parse("int8"));
        Design design = new() { Name = "small", Technology = Shipped.Technology, Fabric = new BitSerialFabric() };
        return new RunContext(design, Shipped.Model("yi-6b"), precision, phase, batch);
    }

    private static RunContext Context(ReferenceCsv row)
    {
        string name = row["accelerator"];
        BitSerialFabric fabric = new()
        {
            Pe = name switch { "FP16" => BitSerialPe.Fp16, "ANT" or "OliVe" => BitSerialPe.Fp16Int8, _ => BitSerialPe.BitSerial },
            PePrice = name == "ANT" ? "pe-fp16-int8-ant" : null,
            Rows = row.Int("array_rows"),
            Columns = row.Int("array_cols"),
            Lanes = row.Int("pe_dot_size"),
        };
        string weights = row["w_prec_bits"] switch
        {
            "16" => "fp16",
            "6.0625" => "int6/128",
            "4.0625" => "fp4-er-ea/128",
            "3.0625" => "fp3-er-ea/128",
            var bits => "int" + bits,
        };
        Precision precision = new(TensorFormat.Parse(weights), TensorFormat.Parse("fp16"),
            TensorFormat.Parse(row["kv_prec_bits"] == "8" ? "int8" : "fp16"));
        Design design = new()
        {
            Name = name,
            Technology = Shipped.Technology,
            Fabric = fabric,
            Buffers = new BufferSet { WeightPort = new Bits(row.Count("w_sram_bits_per_access")) },
        };
        Phase phase = row["stage"] == "prefill" ? Phase.Prefill(256) : Phase.Decode(1, 256);
        return new RunContext(design, Shipped.Model(row["model"].ToLowerInvariant()), precision, phase, 1);
    }
}
