using System.Text.RegularExpressions;

namespace Accel.Explore.Sweeps;

/// <summary>What a sweep asks: the space, the metrics of a point, the bounds on them, and the objectives.</summary>
public sealed partial class SweepDefinition
{
    private readonly int[] _objectiveIndices;

    /// <exception cref="ArgumentException">
    /// A metric's name is not kebab case or stands twice, a constraint or objective names no metric, a bound is NaN or
    /// the bounds exclude one another, or there is no objective.
    /// </exception>
    public SweepDefinition(
        string name,
        SweepSpace space,
        IReadOnlyList<Metric> metrics,
        IReadOnlyList<Objective> objectives,
        IReadOnlyList<Constraint>? constraints = null)
    {
        Name = name;
        Space = space;
        Metrics = [.. metrics];
        Objectives = [.. objectives];
        Constraints = [.. constraints ?? []];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (Metric metric in Metrics)
        {
            if (!KebabCase().IsMatch(metric.Name) || !names.Add(metric.Name))
            {
                throw new ArgumentException($"'{metric.Name}' is not a new name in kebab case", nameof(metrics));
            }
        }

        _objectiveIndices = [.. Objectives.Select(objective => MetricIndex(objective.Metric))];
        if (Objectives.Count == 0 || ObjectiveIndices.Distinct().Count() < Objectives.Count)
        {
            throw new ArgumentException("at least one objective is due, each on another metric", nameof(objectives));
        }

        foreach (Constraint constraint in Constraints)
        {
            _ = MetricIndex(constraint.Metric);
            double min = constraint.Min ?? double.NegativeInfinity;
            double max = constraint.Max ?? double.PositiveInfinity;
            if (!(min <= max))
            {
                throw new ArgumentException($"the bounds of {constraint.Metric} leave no value", nameof(constraints));
            }
        }
    }

    public string Name { get; }

    public SweepSpace Space { get; }

    /// <summary>The metrics, in the order in which evaluators fill them.</summary>
    public IReadOnlyList<Metric> Metrics { get; }

    public IReadOnlyList<Objective> Objectives { get; }

    public IReadOnlyList<Constraint> Constraints { get; }

    /// <summary>For each objective the index of its metric.</summary>
    public IReadOnlyList<int> ObjectiveIndices => _objectiveIndices;

    /// <summary>The index of a metric by name.</summary>
    /// <exception cref="ArgumentException">There is no such metric.</exception>
    public int MetricIndex(string name)
    {
        for (int metric = 0; metric < Metrics.Count; metric++)
        {
            if (Metrics[metric].Name == name)
            {
                return metric;
            }
        }

        throw new ArgumentException($"there is no metric {name}", nameof(name));
    }

    /// <summary>Why a point is infeasible, with the value found: <c>area-mm2 12.3 > 10</c>.</summary>
    public string? Explain(SweepPoint point) => Explain(point.Reason, [.. point.Metrics]);

    /// <summary>The same from a point's parts.</summary>
    public string? Explain(InfeasibleReason? reason, ReadOnlySpan<double> metrics) => reason switch
    {
        null => null,
        { Metric: null } => reason.Text,
        { Metric: string metric } => reason.Describe(metrics[MetricIndex(metric)]),
    };

    /// <summary>A point's objectives, turned so that less is better.</summary>
    internal void Orient(IReadOnlyList<double> metrics, Span<double> oriented)
    {
        for (int objective = 0; objective < ObjectiveIndices.Count; objective++)
        {
            oriented[objective] = Objectives[objective].Oriented(metrics[ObjectiveIndices[objective]]);
        }
    }

    /// <summary>The same without an interface: for every point of a store.</summary>
    internal void Orient(ReadOnlySpan<double> metrics, Span<double> oriented)
    {
        for (int objective = 0; objective < _objectiveIndices.Length; objective++)
        {
            oriented[objective] = Objectives[objective].Oriented(metrics[_objectiveIndices[objective]]);
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();
}
