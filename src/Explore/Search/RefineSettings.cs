using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>A coarse grid, then the neighbours of the front along each axis at halving strides.</summary>
public sealed record RefineSettings : SearchSettings
{
    public const string Name = "refine";

    /// <summary>The budget over this is the size of the coarse grid, where nothing else is said.</summary>
    public const int GridShare = 16;

    public long BudgetValue { get; init; }

    /// <summary>Points of the coarse grid, at most; null for a sixteenth of the budget.</summary>
    public long? Grid { get; init; }

    public override string Kind => Name;

    public override long? Budget => BudgetValue;

    public override bool GoesInWaves => true;

    public override string Describe() => Name;

    public override ISearch Begin(SweepDefinition definition) => new RefineSearch(this, definition);
}
