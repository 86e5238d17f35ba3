namespace Accel.Arch.Technologies;

/// <summary>How a figure was come by, the surest first: a sum is as sure as its least sure part.</summary>
public enum Basis
{
    /// <summary>Counted in the structure: nothing about it is a matter of opinion.</summary>
    Counted,

    /// <summary>A point of a published or measured table.</summary>
    Table,

    /// <summary>Between points of a table.</summary>
    Interpolated,

    /// <summary>From the structure, by a formula whose coefficients were calibrated on a table.</summary>
    Formula,

    /// <summary>Carried over from another node by a scaling law.</summary>
    Scaled,

    /// <summary>Nobody published it.</summary>
    Estimated,
}
