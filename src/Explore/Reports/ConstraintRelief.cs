using System.Collections.Immutable;

namespace Accel.Explore.Reports;

/// <summary>What the front would gain were the bounds of one constraint a tenth wider and all others as they are.
/// </summary>
/// <param name="FrontGains">Points of the wider front that the constraint excludes now.</param>
/// <param name="FrontLosses">Points of today's front that these would dominate.</param>
/// <param name="Best">For each objective, in the order of the metrics, the best value then.</param>
public sealed record ConstraintRelief(long FrontGains, long FrontLosses, ImmutableArray<double> Best)
{
    /// <summary>How much wider, as a share of the bound.</summary>
    public const double Widening = 0.1;
}
