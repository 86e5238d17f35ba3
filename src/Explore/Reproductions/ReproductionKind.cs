namespace Accel.Explore.Reproductions;

/// <summary>What the agreement of a row means.</summary>
public enum ReproductionKind
{
    /// <summary>Published rules are run again: the numbers must agree.</summary>
    Exact,

    /// <summary>A constant of the model was fitted to this number.</summary>
    Calibrated,

    /// <summary>Nothing was fitted to this number, and the model's rules are its own.</summary>
    Predicted,
}
