namespace Accel.Explore.Reports;

/// <summary>Which end of a metric is the good one.</summary>
public enum Better
{
    Lower,
    Higher,
}
