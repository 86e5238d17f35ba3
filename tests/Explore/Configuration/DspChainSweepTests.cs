using Accel.Arch.Designs.DspChain;
using Accel.Arch.Scenarios;
using Accel.CostModel;
using Accel.Explore.Configuration;
using Accel.Explore.Quantization;
using Accel.Explore.Runs;
using Accel.Explore.Sweeps;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Support;

namespace Accel.Tests.Explore.Configuration;

/// <summary>The shipped sweeps of DSP chains and of four families, held to single runs.</summary>
public class DspChainSweepTests
{
    [TestCase("dspchain-u280.yaml", 400)]
    [TestCase("families-llama2-7b.yaml", 40)]
    public void Evaluate_PointsAnywhere_AreTheRunsOfTheirDesigns(string file, int samples)
    {
        SweepPlan plan = Load(file);
        DesignPointEvaluator evaluator = new(plan, new QuantizationError());
        double[] metrics = new double[plan.Definition.Metrics.Count];
        SweepSpace space = plan.Definition.Space;
        Random random = new(20261127);
        int feasible = 0;
        for (int i = 0; i < samples; i++)
        {
            int[] point = new int[space.Axes.Count];
            space.Decode(random.NextInt64(space.Count), point);
            Scenario scenario = plan.At(0, point);
            PointOutcome outcome = evaluator.Evaluate(point, metrics);
            Assert.That(FeasibilityCheck.WhyNot(scenario), Is.EqualTo(outcome.Reason?.Text));
            if (outcome != PointOutcome.Feasible)
            {
                continue;
            }

            feasible++;
            RunResult run = RunEvaluator.Evaluate(scenario, new PriceBook(scenario.Design.Technology));
            Assert.Multiple(() =>
            {
                Assert.That(metrics[PointMetrics.Latency], Is.EqualTo(run.Totals.Latency.Value).Within(1e-9).Percent);
                Assert.That(metrics[PointMetrics.Energy],
                    Is.EqualTo(run.Totals.Energy.Total.Value).Within(1e-9).Percent);
                Assert.That(metrics[PointMetrics.Lut], Is.EqualTo(run.Resources?.Total.Luts ?? 0).Within(1e-9).Percent);
                Assert.That(metrics[PointMetrics.Dsp], Is.EqualTo(run.Resources?.Total.Dsps ?? 0).Within(1e-9).Percent);
                Assert.That(metrics[PointMetrics.Utilization],
                    Is.EqualTo(run.Totals.Utilization).Within(1e-9).Percent.And.LessThanOrEqualTo(1));
            });
        }

        Assert.That(feasible, Is.GreaterThan(samples / 30));
    }

    /// <summary>The sweep has the published design, which fits, and one that is better in all of its
    /// objectives.</summary>
    [Test]
    public void Sweep_OfTheShippedFile_HasThePublishedDesignAndABetterOne()
    {
        SweepPlan plan = Load("dspchain-u280.yaml");
        DesignPointEvaluator evaluator = new(plan, new QuantizationError());
        double[] metrics = new double[plan.Definition.Metrics.Count];
        var published = (DspChainFabric)plan.Scenarios[0].Design.Fabric;
        double best = 0;
        double own = 0;
        SweepSpace space = plan.Definition.Space;
        for (long id = 0; id < space.Count; id++)
        {
            int[] point = new int[space.Axes.Count];
            space.Decode(id, point);
            Scenario scenario = plan.At(0, point);
            if (scenario.Precision.Weights.ToString() != "int4/128" || scenario.Precision.KvCache.ToString() != "int8"
                || evaluator.Evaluate(point, metrics) != PointOutcome.Feasible)
            {
                continue;
            }

            best = Math.Max(best, metrics[PointMetrics.DecodeRate]);
            own = scenario.Design.Fabric == published ? metrics[PointMetrics.DecodeRate] : own;
        }

        Assert.That(own, Is.InRange(50, 57));
        Assert.That(best, Is.GreaterThan(own));
    }

    private static SweepPlan Load(string file)
    {
        using ConfigFolder folder = new();
        SweepPlan? plan = SweepLoader.Load(Path.Combine(Shipped.Configs(), "sweeps", file), folder.Context());
        Assert.That(folder.Lines, Is.Empty);
        return plan!;
    }
}
