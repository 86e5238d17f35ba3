namespace Accel.Arch.Formats;

/// <summary>How an integer code stands for a value.</summary>
public enum IntegerKind
{
    /// <summary>Two's complement; quantization uses the symmetric range, as BitMoD's code does.</summary>
    Signed,

    Unsigned,

    /// <summary>Unsigned code minus a zero point that each group stores.</summary>
    Asymmetric,
}
