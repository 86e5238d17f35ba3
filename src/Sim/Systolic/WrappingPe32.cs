using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Accel.Sim.Systolic;

/// <summary>
/// Integer, exponent-integer, ternary and shift PEs with the usual accumulator: 32 bits that wrap; by vectors.
/// </summary>
/// <remarks>
/// Operands are whole values in units of their formats, at most 2^15, so that a product fits 32 bits. Equal, bit by
/// bit, to <see cref="IntegerPe"/> with 32 wrapping bits.
/// </remarks>
public struct WrappingPe32 : IPe<int, int>
{
    private Vector512<int> _signs;
    private int _sign;

    /// <inheritdoc/>
    public readonly bool HasOverflowed => _sign < 0 || Vector512.LessThanAny(_signs, Vector512<int>.Zero);

    /// <inheritdoc/>
    public void MultiplyAdd(
        ReadOnlySpan<int> left, ReadOnlySpan<int> right, ReadOnlySpan<int> sums, Span<int> results)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(left.Length, right.Length), results.Length);
        ref int x = ref MemoryMarshal.GetReference(left);
        ref int y = ref MemoryMarshal.GetReference(right);
        ref int from = ref MemoryMarshal.GetReference(sums[..results.Length]);
        ref int to = ref MemoryMarshal.GetReference(results);
        nuint i = 0;
        nuint length = (nuint)results.Length;
        Vector512<int> signs = _signs;
        for (; i + (nuint)Vector512<int>.Count <= length; i += (nuint)Vector512<int>.Count)
        {
            Vector512<int> product = Vector512.LoadUnsafe(ref x, i) * Vector512.LoadUnsafe(ref y, i);
            Vector512<int> sum = Vector512.LoadUnsafe(ref from, i);
            Vector512<int> result = sum + product;
            signs |= (sum ^ result) & (product ^ result);
            result.StoreUnsafe(ref to, i);
        }

        _signs = signs;
        for (; i < length; i++)
        {
            int at = (int)i;
            results[at] = AddOne(sums[at], unchecked(left[at] * right[at]));
        }
    }

    /// <inheritdoc/>
    public int Add(int left, int right) => AddOne(left, right);

    private int AddOne(int sum, int addend)
    {
        int result = unchecked(sum + addend);
        _sign |= (sum ^ result) & (addend ^ result);
        return result;
    }
}
