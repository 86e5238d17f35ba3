using Accel.Arch.Activity;

namespace Accel.Explore.Configuration;

/// <summary>What operators take in one phase.</summary>
internal struct OperatorTime
{
    /// <summary>Times and counts of all of them, one after the other.</summary>
    public ActivityCounts Counts;

    /// <summary>Cycles that their products would take at the fabric's peak.</summary>
    public double IdealCycles;

    public void Add(in OperatorTime other)
    {
        Counts.Add(other.Counts);
        IdealCycles += other.IdealCycles;
    }
}
