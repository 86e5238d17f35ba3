using Accel.Arch.Formats;

namespace Accel.Arch.Designs.Systolic;

/// <summary>Why a PE cannot take an operand in a format; put into words only where somebody reads them.</summary>
/// <remarks>Formats are asked about for every design point of a sweep, which allocates nothing this way.</remarks>
/// <param name="Limit">Bits of the PE, or the largest integer, as the kind of fault has it.</param>
internal readonly record struct OperandFault(OperandFaultKind Kind, NumberFormat Format, long Limit = 0)
{
    public override string ToString() => Kind switch
    {
        OperandFaultKind.NotTernary => $"{Format} is not ternary",
        OperandFaultKind.NotPowers => $"{Format} has values that are no powers of two",
        OperandFaultKind.ZeroPoints => $"{Format} has zero points, which the array does not subtract",
        OperandFaultKind.SpecialValues => $"{Format} has special values, which no decoder at an edge looks up",
        OperandFaultKind.TooWide => $"{Format} is wider than the PE's {Limit} bits",
        OperandFaultKind.NotInteger => $"{Format} is no integer format",
        OperandFaultKind.TooFarApart => $"{Format} spans too wide a range for an exponent and an integer",
        OperandFaultKind.LargeIntegers => $"{Format} has values with more than {Limit} in the integer",
        _ => $"{Format} is no floating-point format",
    };
}
