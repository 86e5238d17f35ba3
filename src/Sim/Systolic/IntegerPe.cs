namespace Accel.Sim.Systolic;

/// <summary>Integer, exponent-integer, ternary and shift PEs with any accumulator; value by value.</summary>
/// <remarks>Operands are whole values in units of their formats, at most 2^15.</remarks>
public struct IntegerPe(IntegerSum sum) : IPe<int, long>
{
    private bool _overflowed;

    /// <inheritdoc/>
    public readonly bool HasOverflowed => _overflowed;

    /// <inheritdoc/>
    public void MultiplyAdd(
        ReadOnlySpan<int> left, ReadOnlySpan<int> right, ReadOnlySpan<long> sums, Span<long> results)
    {
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = sum.Add(sums[i], (long)left[i] * right[i], ref _overflowed);
        }
    }

    /// <inheritdoc/>
    public long Add(long left, long right) => sum.Add(left, right, ref _overflowed);
}
