namespace Accel.Explore.Reproductions;

/// <summary>How a published number came about, where that is known.</summary>
public enum ReportedBasis
{
    Unknown,

    /// <summary>On hardware.</summary>
    Measured,

    /// <summary>By its authors' own model or simulator.</summary>
    Simulated,
}
