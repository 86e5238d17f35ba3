namespace Accel.Explore.Sweeps;

/// <summary>A point that was evaluated.</summary>
/// <param name="Index">Its number in the space.</param>
/// <param name="Metrics">Its metrics in the definition's order; NaN where an infeasible point has none.</param>
/// <param name="Reason">Why it is infeasible, or null.</param>
public sealed record SweepPoint(long Index, IReadOnlyList<double> Metrics, InfeasibleReason? Reason = null)
{
    public bool IsFeasible => Reason is null;
}
