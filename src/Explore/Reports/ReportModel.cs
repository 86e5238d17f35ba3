using System.Collections.Immutable;

namespace Accel.Explore.Reports;

/// <summary>Everything a Pareto report says: the writers look nothing up and compute no cost.</summary>
/// <remarks>All text may come from a user's YAML; the writers escape it.</remarks>
public sealed record ReportModel
{
    public required string Title { get; init; }

    public required string SweepName { get; init; }

    /// <summary>The version of Accel that computed the points.</summary>
    public required string AccelVersion { get; init; }

    /// <summary>What the reader must know about the whole sweep: workload, technology, schedule, search.</summary>
    public ImmutableArray<ReportFact> Facts { get; init; } = [];

    public required ImmutableArray<ReportAxis> Axes { get; init; }

    public required ImmutableArray<ReportMetric> Metrics { get; init; }

    /// <summary>The points that the report carries, in the order of the sweep, infeasible ones too: all, or the whole
    /// front and a sample of the others.</summary>
    public required IReadOnlyList<ReportPoint> Points { get; init; }

    /// <summary>Counts over all points.</summary>
    public required ReportCounts Counts { get; init; }

    /// <summary>Where all feasible points lie; none where <see cref="Points"/> has them all.</summary>
    public ImmutableArray<MetricDensity> Densities { get; init; } = [];

    /// <summary>Main effects of the axes, over all points.</summary>
    public ImmutableArray<AxisEffect> Effects { get; init; } = [];

    /// <summary>What steps between formats cost, over all pairs of points.</summary>
    public ImmutableArray<PrecisionStep> PrecisionSteps { get; init; } = [];

    /// <summary>How a search went on; none for a sweep that evaluates a list of points.</summary>
    public ImmutableArray<ReportGeneration> Generations { get; init; } = [];

    public ImmutableArray<ReportConstraint> Constraints { get; init; } = [];

    /// <summary>The designs shown in depth: the best of each objective, a knee point.</summary>
    public ImmutableArray<ChosenDesign> Designs { get; init; } = [];

    public ImmutableArray<ReportAssumption> Assumptions { get; init; } = [];

    public required ReportProvenance Provenance { get; init; }

    /// <summary>The metrics that the front is taken over, in the order of <see cref="Metrics"/>.</summary>
    public IEnumerable<ReportMetric> Objectives => Metrics.Where(metric => metric.IsObjective);

    /// <summary>The position of the metric called <paramref name="key"/>.</summary>
    /// <exception cref="ArgumentException">No metric has that key.</exception>
    public int MetricIndex(string key)
    {
        for (int i = 0; i < Metrics.Length; i++)
        {
            if (Metrics[i].Key == key)
            {
                return i;
            }
        }

        throw new ArgumentException($"the report has no metric '{key}'", nameof(key));
    }

    /// <summary>Checks that every point fits the axes and metrics.</summary>
    /// <exception cref="ArgumentException">A point, constraint or design does not.</exception>
    public void Validate()
    {
        foreach (ReportPoint point in Points)
        {
            if (point.AxisValues.Length != Axes.Length || point.Metrics.Length != Metrics.Length)
            {
                throw new ArgumentException(
                    $"point {point.Id} has {point.AxisValues.Length} axis values and {point.Metrics.Length} metrics; "
                    + $"the report has {Axes.Length} axes and {Metrics.Length} metrics");
            }

            for (int axis = 0; axis < Axes.Length; axis++)
            {
                if ((uint)point.AxisValues[axis] >= (uint)Axes[axis].Values.Length)
                {
                    throw new ArgumentException($"point {point.Id} is outside axis '{Axes[axis].Path}'");
                }
            }
        }

        if (Counts.Front != Points.Count(point => point.OnFront) || Counts.Points < Points.Count)
        {
            throw new ArgumentException("the report does not carry its whole front, or more points than there are");
        }

        foreach (ReportConstraint constraint in Constraints)
        {
            MetricIndex(constraint.Metric);
        }

        foreach (ChosenDesign design in Designs)
        {
            if (design.Layers.Any(layer => layer.EnergyJ.Length != design.EnergyParts.Length))
            {
                throw new ArgumentException($"a layer of '{design.Name}' does not have one energy per energy part");
            }
        }
    }
}
