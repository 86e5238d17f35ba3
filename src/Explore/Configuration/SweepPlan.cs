using Accel.Arch.Scenarios;
using Accel.Explore.Quantization;
using Accel.Explore.Search;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Configuration;

/// <summary>A sweep ready to run: every name looked up, every axis value bound to a typed setter.</summary>
/// <param name="Definition">Space, metrics, objectives and constraints.</param>
/// <param name="Scenarios">The first base design with each workload.</param>
/// <param name="Bases">The designs that the axes vary: one, or the values of the axis <c>design</c>.</param>
/// <param name="Inputs">All YAML in force, for the result store.</param>
public sealed record SweepPlan(
    SweepDefinition Definition, string Description, IReadOnlyList<Scenario> Scenarios,
    IReadOnlyList<SweepBase> Bases, ValueDistribution WeightDistribution,
    ValueDistribution ActivationDistribution, string Inputs)
{
    /// <summary>The name of the axis of designs, where a sweep compares several.</summary>
    public const string DesignAxis = "design";

    /// <summary>The first workload as the sweep's file names it.</summary>
    public required string WorkloadReference { get; init; }

    /// <summary>How the points to evaluate are chosen.</summary>
    public SearchSettings Search { get; init; } = new ExhaustiveSettings();

    /// <summary>The points that the sweep evaluates; of a search that goes in waves, the most.</summary>
    public long Points => Search.MostPoints(Definition.Space);

    /// <summary>The setters of all axes on a point's base design.</summary>
    public IReadOnlyList<Func<Scenario, Scenario>[]> SettersAt(ReadOnlySpan<int> axisValueIndices) =>
        BaseAt(axisValueIndices).Setters;

    /// <summary>A point's base design.</summary>
    public SweepBase BaseAt(ReadOnlySpan<int> axisValueIndices) =>
        Bases.Count == 1 ? Bases[0] : Bases[axisValueIndices[0]];

    /// <summary>A point's scenario with one of the workloads.</summary>
    public Scenario At(int workload, ReadOnlySpan<int> axisValueIndices)
    {
        Scenario scenario = Scenarios[workload];
        IReadOnlyList<Func<Scenario, Scenario>[]> setters = SettersAt(axisValueIndices);
        for (int axis = 0; axis < setters.Count; axis++)
        {
            scenario = setters[axis][axisValueIndices[axis]](scenario);
        }

        return scenario;
    }
}
