namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>How the elements of a pair that are no outliers are coded.</summary>
public enum NormalKind
{
    /// <summary>Two's complement without its most negative code.</summary>
    Integer,

    /// <summary>ANT's float-integer with a sign, without minus zero.</summary>
    Flint,
}
