using System.Globalization;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>
/// A sample of the space without repeats, in ascending order; the whole space where the budget covers it.
/// </summary>
public sealed record RandomSettings : SearchSettings
{
    public const string Name = "random";

    public long SeedValue { get; init; } = 1;

    public long BudgetValue { get; init; }

    public PointSequence Sequence { get; init; }

    public override string Kind => Name;

    public override long? Seed => SeedValue;

    public override long? Budget => BudgetValue;

    public override string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"{Name}{(Sequence == PointSequence.Sobol ? " (Sobol)" : string.Empty)}, seed {SeedValue}");

    public override IReadOnlyList<IndexRange> Points(SweepSpace space) => BudgetValue >= space.Count
        ? [new IndexRange(0, space.Count)]
        : PointRanges.Of(Sample(space, BudgetValue, Sequence, new Xoshiro256(SeedValue)));

    /// <summary>Points without repeats, ascending.</summary>
    internal static long[] Sample(SweepSpace space, long count, PointSequence sequence, Xoshiro256 random)
    {
        Func<long> draw = sequence == PointSequence.Sobol
            ? new SobolGrid(space, random).Next
            : () => random.Below(space.Count);
        return DistinctSample.Draw(count, space.Count, draw, random);
    }
}
