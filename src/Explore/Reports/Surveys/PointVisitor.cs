using Accel.Explore.Sweeps;

namespace Accel.Explore.Reports.Surveys;

/// <summary>Takes one point of a sweep; points come ascending by number.</summary>
/// <param name="metrics">Valid during the call only.</param>
public delegate void PointVisitor(long index, ReadOnlySpan<double> metrics, InfeasibleReason? reason);
