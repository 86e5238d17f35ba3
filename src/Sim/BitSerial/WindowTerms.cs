using System.Numerics;

namespace Accel.Sim.BitSerial;

/// <summary>
/// The two terms of a weight of FP3, FP4, their special values, or flint4 (BitMoD, HPCA 2025, Sec. IV-A, Fig. 4).
/// </summary>
/// <remarks>
/// The weight stands in fixed point as a sign, four integer bits I3..I0 and one fraction bit F0, so it is a count of
/// halves. One leading-one detector looks at {I3,I2,I1,I0}, the other at {I2,I1,I0,F0}. The windows overlap; the paper
/// does not say so, but the bit that the first has taken must be hidden from the second, or 1.0 would count twice.
/// Values with more than two ones have no such form. A zero term keeps the weight's sign.
/// </remarks>
public static class WindowTerms
{
    public const int Count = 2;

    /// <summary>The largest magnitude of five bits, in halves.</summary>
    public const int MaximumHalves = 31;

    /// <summary>Writes the upper window's term, then the lower window's.</summary>
    /// <param name="halves">The weight times two.</param>
    /// <exception cref="ArgumentOutOfRangeException">Beyond five bits, or more than two ones.</exception>
    public static void Generate(int halves, Span<Term> terms)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(halves, -MaximumHalves);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(halves, MaximumHalves);
        bool isNegative = halves < 0;
        int magnitude = Math.Abs(halves);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            BitOperations.PopCount((uint)magnitude), Count, nameof(halves));

        int upper = magnitude >> 1;
        int taken = upper == 0 ? 0 : 2 << BitOperations.Log2((uint)upper);
        int lower = magnitude & ~taken;
        terms[0] = LeadingOne(isNegative, upper, 1);
        terms[1] = LeadingOne(isNegative, lower, 0);
    }

    private static Term LeadingOne(bool isNegative, int window, int significance) => window == 0
        ? new Term(isNegative, 0, 0, significance)
        : new Term(isNegative, BitOperations.Log2((uint)window), 1, significance);
}
