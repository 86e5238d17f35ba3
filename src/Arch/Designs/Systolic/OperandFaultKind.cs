namespace Accel.Arch.Designs.Systolic;

/// <summary>What keeps a PE from taking an operand in a format.</summary>
internal enum OperandFaultKind
{
    NotTernary,
    NotPowers,
    ZeroPoints,
    SpecialValues,
    TooWide,
    NotInteger,
    TooFarApart,
    LargeIntegers,
    NotFloating,
}
