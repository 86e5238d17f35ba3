using Accel.Arch.Yaml;
using Accel.Explore.Quantization;
using Accel.Explore.Search;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Configuration;

/// <summary>A sweep as its file gives it: names not yet looked up, axes not yet bound.</summary>
internal sealed record SweepDraft
{
    public string Name { get; init; } = string.Empty;

    public string Description { get; init; } = string.Empty;

    public IReadOnlyList<ScalarNode> Bases { get; init; } = [];

    /// <summary>Whether the designs are an axis: where the file lists them, be it one alone.</summary>
    public bool ComparesDesigns { get; init; }

    public IReadOnlyList<ScalarNode> Workloads { get; init; } = [];

    public IReadOnlyList<AxisDraft> Axes { get; init; } = [];

    public IReadOnlyList<Constraint> Constraints { get; init; } = [];

    public IReadOnlyList<Objective> Objectives { get; init; } = [];

    public SearchSettings Search { get; init; } = new ExhaustiveSettings();

    public ValueDistribution WeightDistribution { get; init; } = ValueDistribution.Default;

    public ValueDistribution ActivationDistribution { get; init; } = ValueDistribution.OfActivations;
}
