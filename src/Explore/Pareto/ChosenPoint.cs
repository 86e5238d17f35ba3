using Accel.Explore.Sweeps;

namespace Accel.Explore.Pareto;

/// <summary>A design of the front that deserves a closer look, and why.</summary>
/// <param name="Roles">One or more of <c>best latency-s</c>, ..., <c>knee</c>.</param>
public sealed record ChosenPoint(SweepPoint Point, IReadOnlyList<string> Roles);
