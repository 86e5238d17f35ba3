using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Devices;
using Accel.Arch.Scenarios;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Explore.Runs;
using Accel.Sim.Schedules;

namespace Accel.Tests.Conformance;

/// <summary>Every shipped design runs every shipped workload under every schedule that takes it, and adds up.</summary>
[Parallelizable(ParallelScope.Self)]
public class RunConformanceTests
{
    /// <summary>
    /// The simulator whose attention in decode counts fewer products than there are: a quirk it documents.
    /// </summary>
    private const string TooFewInDecode = "bitmod-2024";

    private static IEnumerable<string> DesignNames => ShippedFiles.DesignNames;

    private static IEnumerable<string[]> Pairs =>
        from design in ShippedFiles.DesignNames from workload in ShippedFiles.WorkloadNames select new[] { design, workload };

    private static IEnumerable<string> WorkloadNames => ShippedFiles.WorkloadNames;

    [TestCaseSource(nameof(WorkloadNames))]
    public void Workload_SomeShippedDesign_RunsIt(string workload) =>
        Assert.That(ShippedFiles.DesignNames.Where(design => Scenarios(design, workload).Any()), Is.Not.Empty);

    [TestCaseSource(nameof(DesignNames))]
    public void Design_SomeShippedWorkload_RunsOnIt(string design) =>
        Assert.That(ShippedFiles.WorkloadNames.Where(workload => Scenarios(design, workload).Any()), Is.Not.Empty);

    /// <summary>A pair that no schedule takes says why, and has nothing to add up.</summary>
    [TestCaseSource(nameof(Pairs))]
    public void Evaluate_EveryScheduleThatTakesThePair_AddsUp(string design, string workload)
    {
        foreach (Scenario scenario in Scenarios(design, workload))
        {
            RunResult result = RunEvaluator.Evaluate(scenario, new PriceBook(scenario.Design.Technology));
            string what = $"{design} {workload} {scenario.Design.Schedule}";
            ActivityCounts all = default;
            double energy = 0;
            foreach (PhaseResult phase in result.Phases)
            {
                ActivityCounts counts = default;
                foreach (LayerResult layer in phase.Layers)
                {
                    counts.Add(layer.Counts);
                    energy += layer.Energy.Total.Value;
                    AssertSound(layer, scenario.Design.Schedule, what);
                }

                Assert.That(phase.Totals.Counts, Is.EqualTo(counts), what);
                Assert.That(phase.Totals.Utilization, Is.InRange(0, 1), what);
                all.Add(counts);
            }

            Assert.That(result.Totals.Counts, Is.EqualTo(all), what);
            Assert.That(result.Totals.Energy.Total.Value, Is.EqualTo(energy).Within(1e-9).Percent, what);
            Assert.That(result.Totals.Latency.Value, Is.EqualTo(all.Cycles / scenario.Design.Clock.Value), what);
            Assert.That(result.Totals.Tokens, Is.EqualTo(result.Phases.Sum(phase => phase.Totals.Tokens)), what);
            Assert.That(result.Totals.Latency.Value, Is.Positive, what);
            Assert.That(result.Resources is { } taken ? taken.Total.Luts : result.Area.Total.Value, Is.Positive, what);
            Assert.That(result.Assumptions.Select(assumption => assumption.Source), Has.All.Not.Empty, what);
        }
    }

    [TestCaseSource(nameof(Pairs))]
    public void EvaluateGemms_TheShapeOfALinearLayer_IsThatLayerOfTheRun(string design, string workload)
    {
        foreach (Scenario scenario in Scenarios(design, workload).Where(scenario => scenario.Workload.Batch == 1))
        {
            var book = new PriceBook(scenario.Design.Technology);
            RunResult run = RunEvaluator.Evaluate(scenario, book);
            foreach (PhaseResult phase in run.Phases)
            {
                foreach (LayerResult layer in phase.Layers.Where(layer =>
                    layer.Operator is GemmOperator { Role: OperatorRole.Linear, Convolution: null }))
                {
                    RunResult gemm = RunEvaluator.EvaluateGemms(
                        scenario.Design, scenario.Precision, [new NamedGemm("gemm", layer.M, layer.K, layer.N)], book);
                    ActivityCounts expected = default;
                    expected.AddTimes(gemm.Totals.Counts, layer.Operator.Layers * phase.Phase.Steps);
                    Assert.That(layer.Counts, Is.EqualTo(expected), $"{scenario.Design.Schedule} {layer.Operator.Name}");
                }
            }
        }
    }

    [TestCaseSource(nameof(DesignNames))]
    public void Prices_OfADesignsTechnology_AreNotNegativeAndHaveSources(string design)
    {
        Technology technology = ShippedFiles.Design(design).Technology;
        if (technology.Device is { } device)
        {
            AssertPrices(device);
        }
        else
        {
            AssertPricesOfSilicon(technology);
        }

        foreach ((string type, DramPrice price) in technology.Dram)
        {
            Assert.That(price.Source, Is.Not.Empty, type);
            Assert.That(price.EnergyPjPerBit, Is.Positive, type);
            Assert.That(price.Efficiency, Is.GreaterThan(0).And.LessThanOrEqualTo(1), type);
        }
    }

    private static void AssertPrices(FpgaDevice device)
    {
        Assert.That(new[] { device.CapacitySource, device.Power.StaticSource, device.Power.Boundary },
            Has.All.Not.Empty);
        Assert.That(device.Power.StaticWatts, Is.Positive);
        foreach (FpgaElement element in Enum.GetValues<FpgaElement>())
        {
            Assert.That(device.Power[element].Source, Is.Not.Empty, $"{element}");
            Assert.That(device.Power[element].Picojoules, Is.Positive, $"{element}");
        }
    }

    private static void AssertPricesOfSilicon(Technology technology)
    {
        Assert.That(technology.Components, Is.Not.Empty);
        foreach ((string kind, Price price) in technology.Components)
        {
            Assert.That(price.Source, Is.Not.Empty, kind);
            Assert.That(new[] { price.AreaUm2, price.EnergyPj, price.LeakageMw }, Has.All.GreaterThanOrEqualTo(0), kind);
        }

        Assert.That(technology.SramSource, Is.Not.Empty);
        Assert.That(technology.SramAnchors.Concat(technology.SramGrid).SelectMany(
            point => new[] { point.ReadPj, point.WritePj, point.AreaMm2 }), Has.All.Positive);
    }

    /// <summary>The design with the workload under each schedule that takes both.</summary>
    private static IEnumerable<Scenario> Scenarios(string design, string workload)
    {
        foreach (string schedule in ScheduleList.Names)
        {
            Scenario scenario = new(
                ShippedFiles.Design(design) with { Schedule = schedule }, ShippedFiles.Workload(workload));
            if (FeasibilityCheck.WhyNot(scenario) is null)
            {
                yield return scenario;
            }
        }
    }

    private static void AssertSound(LayerResult layer, string schedule, string what)
    {
        ActivityCounts counts = layer.Counts;
        Assert.That(counts.Cycles, Is.GreaterThanOrEqualTo(Math.Max(counts.ComputeCycles, counts.DramCycles)), what);
        Assert.That(
            new[]
            {
                counts.Macs, counts.PeActiveCycles, counts.PeIdleCycles, counts.EncoderCycles, counts.AccumulatorUpdates,
                counts.VectorOperations, counts.SramReadBits, counts.SramWriteBits, counts.DramBytes,
            },
            Has.All.GreaterThanOrEqualTo(0), what);
        Assert.That(
            new[]
            {
                layer.Energy.Compute.Value, layer.Energy.Sram.Value, layer.Energy.Dram.Value, layer.Energy.Static.Value,
            },
            Has.All.GreaterThanOrEqualTo(0), what);
        Assert.That(layer.Utilization, Is.GreaterThanOrEqualTo(0), what);
        if (schedule != TooFewInDecode || layer.Operator is not GemmOperator { IsAttention: true })
        {
            Assert.That(layer.Utilization, Is.LessThanOrEqualTo(1), what);
        }
    }
}
