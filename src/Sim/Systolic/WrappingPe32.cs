using System.Numerics;
using System.Runtime.InteropServices;

namespace Accel.Sim.Systolic;

/// <summary>
/// Integer, exponent-integer, ternary and shift PEs with the usual accumulator: 32 bits that wrap; by vectors.
/// </summary>
/// <remarks>
/// Operands are whole values in units of their formats, at most 2^15, so that a product fits 32 bits. Equal, bit by bit,
/// to <see cref="IntegerPe"/> with 32 wrapping bits.
/// </remarks>
public struct WrappingPe32 : IPe<int, int>
{
    private Vector<int> _signs;

    /// <inheritdoc/>
    public readonly bool HasOverflowed => Vector.LessThanAny(_signs, Vector<int>.Zero);

    /// <inheritdoc/>
    public void MultiplyAdd(
        ReadOnlySpan<int> left, ReadOnlySpan<int> right, ReadOnlySpan<int> sums, Span<int> results)
    {
        int width = Vector<int>.Count;
        int whole = results.Length - (results.Length % width);
        Vector<int> signs = _signs;
        ref int x = ref MemoryMarshal.GetReference(left);
        ref int y = ref MemoryMarshal.GetReference(right);
        ref int from = ref MemoryMarshal.GetReference(sums[..results.Length]);
        ref int to = ref MemoryMarshal.GetReference(results);
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(left.Length, right.Length), results.Length);
        for (int i = 0; i < whole; i += width)
        {
            Vector<int> product = Vector.LoadUnsafe(ref x, (nuint)i) * Vector.LoadUnsafe(ref y, (nuint)i);
            Vector<int> sum = Vector.LoadUnsafe(ref from, (nuint)i);
            Vector<int> result = sum + product;
            signs |= (sum ^ result) & (product ^ result);
            result.StoreUnsafe(ref to, (nuint)i);
        }

        _signs = signs;
        for (int i = whole; i < results.Length; i++)
        {
            results[i] = AddOne(sums[i], unchecked(left[i] * right[i]));
        }
    }

    /// <inheritdoc/>
    public int Add(int left, int right) => AddOne(left, right);

    private int AddOne(int sum, int addend)
    {
        int result = unchecked(sum + addend);
        _signs |= new Vector<int>((sum ^ result) & (addend ^ result));
        return result;
    }
}
