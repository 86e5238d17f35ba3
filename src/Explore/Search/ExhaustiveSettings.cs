using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>All points of the space.</summary>
public sealed record ExhaustiveSettings : SearchSettings
{
    public const string Name = "exhaustive";

    public override string Kind => Name;

    public override string Describe() => Name;

    public override IReadOnlyList<IndexRange> Points(SweepSpace space) => [new IndexRange(0, space.Count)];
}
