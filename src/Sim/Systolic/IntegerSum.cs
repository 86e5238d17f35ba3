using Accel.Arch.Designs.Systolic;

namespace Accel.Sim.Systolic;

/// <summary>An integer accumulator, defined: its width, and what it does with a sum that does not fit.</summary>
/// <remarks>
/// Products are exact. One addition at a time: the exact sum of what the accumulator holds and a product (or another
/// accumulator) is kept when it fits <paramref name="Bits"/> as two's complement. When not, the addition has
/// overflowed, which is remembered and reported; wrapping keeps the low bits, saturating the nearest value that fits.
/// Additions go in the order of K, a fold of K at a time (<see cref="SystolicReference"/>).
/// </remarks>
/// <param name="Bits">8 to 64, the sign included.</param>
public readonly record struct IntegerSum(int Bits, AccumulatorOverflow Overflow)
{
    public long Maximum => long.MaxValue >> (64 - Bits);

    public long Minimum => long.MinValue >> (64 - Bits);

    /// <summary>
    /// Adds; sets <paramref name="overflowed"/> when the exact sum does not fit, and never clears it.
    /// </summary>
    public long Add(long sum, long addend, ref bool overflowed)
    {
        long exact = unchecked(sum + addend);
        bool is64 = ((sum ^ exact) & (addend ^ exact)) < 0;
        if (!is64 && exact >= Minimum && exact <= Maximum)
        {
            return exact;
        }

        overflowed = true;
        if (Overflow == AccumulatorOverflow.Saturate)
        {
            return (is64 ? sum : exact) > 0 ? Maximum : Minimum;
        }

        int unused = 64 - Bits;
        return unchecked(exact << unused) >> unused;
    }
}
