namespace Accel.Arch.Designs.Systolic;

/// <summary>The multiply-accumulate units that a systolic array can be built of, cheapest first.</summary>
public enum SystolicPe
{
    /// <summary>Weights of -1, 0 and 1: the activation is added, left out or subtracted (BitNet b1.58).</summary>
    Ternary,

    /// <summary>Weights of zero or a signed power of two: the activation is shifted (DenseShift).</summary>
    Shift,

    /// <summary>An integer multiplier.</summary>
    Integer,

    /// <summary>
    /// Pairs of an exponent and an integer: integers are multiplied, exponents added, the product shifted (ANT, OliVe).
    /// </summary>
    ExponentInteger,

    /// <summary>A floating-point multiplier; sums in binary32.</summary>
    FloatingPoint,

    /// <summary>
    /// Floating-point factors whose mantissas are added instead of multiplied (L-Mul, arXiv 2410.00907); sums in
    /// binary32. An approximation, so never chosen unless a design asks for it.
    /// </summary>
    LMul,
}
