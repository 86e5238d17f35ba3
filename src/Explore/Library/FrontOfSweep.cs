using Accel.Explore.Configuration;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Library;

/// <summary>What came of a sweep: how many points, and those that no other dominates.</summary>
public sealed class FrontOfSweep
{
    internal FrontOfSweep(SweepPlan plan, SweepResult result, IReadOnlyList<SweepPoint> points)
    {
        Plan = plan;
        Result = result;
        Points = [.. points.Select(point => new FrontPoint(plan, point))];
    }

    public SweepPlan Plan { get; }

    /// <summary>Points evaluated and feasible, the time taken, and whether the sweep came to its end.</summary>
    public SweepResult Result { get; }

    /// <summary>The exact Pareto front of the plan's objectives, in the order of the space.</summary>
    public IReadOnlyList<FrontPoint> Points { get; }

    /// <summary>The point of the front with the best value of a metric, be it an objective or not.</summary>
    /// <exception cref="ArgumentException">There is no such metric.</exception>
    /// <exception cref="InvalidOperationException">The front is empty: no point is feasible.</exception>
    public FrontPoint Best(string metric)
    {
        bool isMost = Plan.Definition.Objectives.Any(objective =>
            objective.Metric == metric && objective.Goal == ObjectiveGoal.Max);
        return (isMost ? Points.MaxBy(point => point[metric]) : Points.MinBy(point => point[metric]))
            ?? throw new InvalidOperationException("no point of the sweep is feasible");
    }
}
