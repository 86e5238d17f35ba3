using Accel.Arch.Scenarios;
using Accel.Explore.Configuration;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Library;

/// <summary>A point of a front: its values on the axes, its metrics, and the scenario to look into.</summary>
public sealed class FrontPoint
{
    private readonly SweepPlan _plan;
    private readonly SweepPoint _point;

    internal FrontPoint(SweepPlan plan, SweepPoint point) => (_plan, _point) = (plan, point);

    /// <summary>Its number in the sweep: <c>point_id</c> of a store.</summary>
    public long Index => _point.Index;

    /// <summary>A metric by its name, in the unit that the name ends with: <c>point["latency-s"]</c>.</summary>
    /// <exception cref="ArgumentException">There is no such metric.</exception>
    public double this[string metric] => _point.Metrics[_plan.Definition.MetricIndex(metric)];

    /// <summary>The label of its value on an axis: <c>point.On("fabric.rows")</c>.</summary>
    /// <exception cref="ArgumentException">The sweep has no such axis.</exception>
    public string On(string axis)
    {
        SweepSpace space = _plan.Definition.Space;
        int index = space.Axes.TakeWhile(known => known.Path != axis).Count();
        return index < space.Axes.Count
            ? space.Label(Index, index)
            : throw new ArgumentException($"the sweep has no axis {axis}", nameof(axis));
    }

    /// <summary>
    /// Design and workload of the point, to be run in detail with <see cref="AccelLibrary.Run(Scenario)"/>.
    /// </summary>
    /// <param name="workload">Which of the sweep's workloads.</param>
    public Scenario Scenario(int workload = 0)
    {
        int[] values = new int[_plan.Definition.Space.Axes.Count];
        _plan.Definition.Space.Decode(Index, values);
        return _plan.At(workload, values);
    }

    /// <summary>The point by its values: <c>fabric.rows=16, precision.weights=int8/128</c>.</summary>
    public override string ToString() => _plan.Definition.Space.Describe(Index);
}
