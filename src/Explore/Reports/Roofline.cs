using System.Collections.Immutable;

namespace Accel.Explore.Reports;

/// <summary>What bounds a design, and where its operators stand.</summary>
/// <param name="Ceilings">Peak rates, the highest first; one for each precision that computes at its own rate, at least
/// one.</param>
/// <param name="BytesPerSecond">The DRAM bandwidth that the schedule reckons with.</param>
/// <remarks>Source: Williams, Waterman, Patterson, "Roofline", CACM 52(4), 2009, with MACs for operations.</remarks>
public sealed record Roofline(
    ImmutableArray<RooflineCeiling> Ceilings,
    double BytesPerSecond,
    ImmutableArray<RooflinePoint> Points)
{
    /// <summary>The highest ceiling in MAC/s.</summary>
    public double PeakMacsPerSecond => Ceilings.Max(ceiling => ceiling.MacsPerSecond);
}
