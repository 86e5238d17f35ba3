using System.Collections.Immutable;

namespace Accel.Explore.Reports;

/// <summary>What one step along an axis of formats costs, all other axes equal.</summary>
/// <param name="Axis">The position of the axis.</param>
/// <param name="From">The position of the narrower format.</param>
/// <param name="To">The position of the next wider format of the axis.</param>
/// <param name="FromBits">Stored bits of an element, scales included.</param>
/// <param name="ToBits">As <paramref name="FromBits"/>.</param>
/// <param name="Pairs">Pairs of points that differ in this axis alone and both have their metrics.</param>
/// <param name="Changes">Means over these pairs; none without pairs.</param>
public sealed record PrecisionStep(
    int Axis, int From, int To, double FromBits, double ToBits, long Pairs, ImmutableArray<PrecisionChange> Changes);
