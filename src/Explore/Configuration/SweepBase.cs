using Accel.Arch.Designs;
using Accel.Arch.Scenarios;

namespace Accel.Explore.Configuration;

/// <summary>A design that a sweep starts from, with the setters of all axes as they are on this design.</summary>
/// <remarks>
/// Setters of one path differ from family to family: <c>fabric.rows</c> of a bit-serial array is another property than
/// that of a systolic one.
/// </remarks>
/// <param name="Reference">The design as the sweep's file names it, which a command line may do too.</param>
/// <param name="Setters">For each axis and value, what it does to a scenario.</param>
public sealed record SweepBase(
    string Reference, Design Design, IReadOnlyList<Func<Scenario, Scenario>[]> Setters);
