namespace Accel.Arch.Formats.Baselines;

/// <summary>The number types that ANT chooses among, in the order that decides ties.</summary>
public enum AntKind
{
    Int,
    Flint,
    PowerOfTwo,
    Float,
}
