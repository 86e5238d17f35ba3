namespace Accel.Explore.Sweeps;

/// <summary>What an evaluator says of a point: feasible, or why not.</summary>
public readonly record struct PointOutcome(InfeasibleReason? Reason)
{
    public static readonly PointOutcome Feasible;

    public bool IsFeasible => Reason is null;
}
