using System.Globalization;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>The genetic algorithm NSGA-II.</summary>
/// <remarks>
/// K. Deb, A. Pratap, S. Agarwal, T. Meyarivan, "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II", IEEE
/// Transactions on Evolutionary Computation 6(2), 2002.
/// </remarks>
public sealed record Nsga2Settings : SearchSettings
{
    public const string Name = "nsga2";

    public long SeedValue { get; init; } = 1;

    public long BudgetValue { get; init; }

    /// <summary>Points that survive a generation; even.</summary>
    public int Population { get; init; } = 100;

    /// <summary>The probability that two parents mix.</summary>
    public double Crossover { get; init; } = 0.9;

    /// <summary>The probability that a child changes on an axis; null for one over the number of axes.</summary>
    public double? Mutation { get; init; }

    public override string Kind => Name;

    public override long? Seed => SeedValue;

    public override long? Budget => BudgetValue;

    public override bool GoesInWaves => true;

    public override string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"{Name}, seed {SeedValue}, population {Population}");

    public override ISearch Begin(SweepDefinition definition) => new Nsga2Search(this, definition);
}
