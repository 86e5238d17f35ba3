using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Explore.Configuration;
using Accel.Explore.Quantization;
using Accel.Explore.Sweeps;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Support;

namespace Accel.Tests.Explore.Configuration;

/// <summary>What the shipped sweep of table-lookup engines on a KV260 finds.</summary>
public class TernarySweepTests
{
    /// <summary>Under the limits of the published design, its head included; the sweep has that design too.</summary>
    [Test]
    public void Sweep_OfTheShippedFile_FindsADesignAsFastAsThePublishedOne()
    {
        SweepPlan plan = Load();
        DesignPointEvaluator evaluator = new(plan, new QuantizationError());
        Design published = plan.Scenarios[0].Design;
        double[]? limits = null;
        List<double[]> others = [];
        foreach (int[] point in Points(plan))
        {
            Design design = plan.At(0, point).Design;
            double[] metrics = new double[plan.Definition.Metrics.Count];
            if (design.Precision != published.Precision || evaluator.Evaluate(point, metrics) != PointOutcome.Feasible)
            {
                continue;
            }

            if (design.Fabric.Equals(published.Fabric) && design.Buffers == published.Buffers)
            {
                limits = metrics;
            }
            else
            {
                others.Add(metrics);
            }
        }

        Assert.That(limits, Is.Not.Null);
        Assert.That(
            others.Where(metrics =>
                metrics[PointMetrics.PrefillLatency] < limits![PointMetrics.PrefillLatency]
                && metrics[PointMetrics.DecodeRate] > limits[PointMetrics.DecodeRate]
                && metrics[PointMetrics.Uram] <= 64 && metrics[PointMetrics.Lut] <= 117_120),
            Is.Not.Empty);
    }

    /// <summary>Tables fill one, two or three Ultra RAMs' words, so that the axis is one of their widths.</summary>
    [Test]
    public void Tables_OfTheShippedFile_FillWordsOfUltraRams()
    {
        SweepPlan plan = Load();
        IEnumerable<int> tables = Points(plan)
            .Select(point => ((TableLookupFabric)plan.At(0, point).Design.Fabric).Tables).Distinct();
        int[] indexBits = [4, 5, 7];
        Assert.That(tables, Is.EquivalentTo(
            from bits in indexBits from urams in Enumerable.Range(1, 3) select 72 * urams / bits));
    }

    private static SweepPlan Load()
    {
        using ConfigFolder folder = new();
        SweepPlan? plan = SweepLoader.Load(
            Path.Combine(Shipped.Configs(), "sweeps", "ternary-kv260.yaml"), folder.Context());
        Assert.That(folder.Lines, Is.Empty);
        return plan!;
    }

    private static IEnumerable<int[]> Points(SweepPlan plan)
    {
        SweepSpace space = plan.Definition.Space;
        for (long id = 0; id < space.Count; id++)
        {
            int[] point = new int[space.Axes.Count];
            space.Decode(id, point);
            yield return point;
        }
    }
}
