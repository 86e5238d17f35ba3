using System.Collections.Immutable;

namespace Accel.Explore.Reports;

/// <summary>A design shown in depth.</summary>
public sealed record ChosenDesign
{
    public required string Name { get; init; }

    /// <summary>Why it was chosen; several when one design is the best in several ways.</summary>
    public required ImmutableArray<string> Reasons { get; init; }

    /// <summary>The point of the sweep it is, or null for a design beside the sweep.</summary>
    public long? PointId { get; init; }

    public required double ClockHz { get; init; }

    /// <summary>The names of the columns of <see cref="LayerRow.EnergyJ"/>.</summary>
    public required ImmutableArray<string> EnergyParts { get; init; }

    public required ImmutableArray<LayerRow> Layers { get; init; }

    public required Roofline Roofline { get; init; }

    /// <summary>Energy by component, in joules.</summary>
    public required ImmutableArray<BreakdownPart> Energy { get; init; }

    /// <summary>Area by component, in <see cref="AreaUnit"/>.</summary>
    public required ImmutableArray<BreakdownPart> Area { get; init; }

    /// <summary>What <see cref="Area"/> is: area, or LUTs on a device.</summary>
    public string AreaTitle { get; init; } = "Area";

    public string AreaUnit { get; init; } = "mm²";
}
