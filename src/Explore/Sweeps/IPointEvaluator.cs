namespace Accel.Explore.Sweeps;

/// <summary>Evaluates design points. Each worker thread has its own, so it may keep state between points.</summary>
/// <remarks>
/// Points mostly arrive in ascending order, next to one another, so that work on slow axes can be reused; what is said
/// of a point must not depend on that. A point cannot be interrupted: it should take well under a second.
/// </remarks>
public interface IPointEvaluator
{
    /// <summary>Fills the metrics of one point, in the definition's order.</summary>
    /// <remarks>Allocates nothing for a feasible point.</remarks>
    /// <param name="axisValueIndices">The value index on each axis.</param>
    /// <param name="metrics">One for each metric, NaN at first; an infeasible point may leave them so.</param>
    PointOutcome Evaluate(ReadOnlySpan<int> axisValueIndices, Span<double> metrics);
}
