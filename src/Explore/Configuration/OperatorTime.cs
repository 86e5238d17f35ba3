using Accel.Arch.Activity;

namespace Accel.Explore.Configuration;

/// <summary>What a group of operators takes in one phase.</summary>
/// <param name="Counts">Times and counts of all of them, one after the other.</param>
/// <param name="IdealCycles">Cycles that their products would take at the fabric's peak.</param>
internal readonly record struct OperatorTime(ActivityCounts Counts, double IdealCycles);
