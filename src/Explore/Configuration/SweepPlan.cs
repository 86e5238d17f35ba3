using Accel.Arch.Scenarios;
using Accel.Explore.Quantization;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Configuration;

/// <summary>A sweep ready to run: every name looked up, every axis value bound to a typed setter.</summary>
/// <param name="Definition">Space, metrics, objectives and constraints.</param>
/// <param name="Scenarios">The base design with each workload.</param>
/// <param name="Setters">For each axis and value, what it does to a scenario.</param>
/// <param name="Inputs">All YAML in force, for the result store.</param>
public sealed record SweepPlan(
    SweepDefinition Definition, string Description, IReadOnlyList<Scenario> Scenarios,
    IReadOnlyList<Func<Scenario, Scenario>[]> Setters, ValueDistribution WeightDistribution,
    ValueDistribution ActivationDistribution, string Inputs)
{
    /// <summary>The base design as the sweep's file names it, which a command line may do too.</summary>
    public required string BaseReference { get; init; }

    /// <summary>The first workload as the sweep's file names it.</summary>
    public required string WorkloadReference { get; init; }

    /// <summary>A point's scenario with one of the workloads.</summary>
    public Scenario At(int workload, ReadOnlySpan<int> axisValueIndices)
    {
        Scenario scenario = Scenarios[workload];
        for (int axis = 0; axis < Setters.Count; axis++)
        {
            scenario = Setters[axis][axisValueIndices[axis]](scenario);
        }

        return scenario;
    }
}
