using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Accel.Sim.DspChain;

/// <summary>What multipliers and adders of slices do in a cycle, a row of chains at once.</summary>
internal static class ChainRowKernels
{
    /// <summary>Multiplies operands of at most 32 bits into words.</summary>
    public static void Multiply(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<long> products)
    {
        int whole = 0;
        if (Avx2.IsSupported)
        {
            ref int x = ref MemoryMarshal.GetReference(left);
            ref int y = ref MemoryMarshal.GetReference(right);
            ref long product = ref MemoryMarshal.GetReference(products);
            whole = left.Length - (left.Length % Vector256<long>.Count);
            _ = right[..left.Length];
            _ = products[..left.Length];
            for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector256<long>.Count)
            {
                Avx2.Multiply(
                    Avx2.ConvertToVector256Int64(Vector128.LoadUnsafe(ref x, i)).AsInt32(),
                    Avx2.ConvertToVector256Int64(Vector128.LoadUnsafe(ref y, i)).AsInt32())
                    .StoreUnsafe(ref product, i);
            }
        }

        MultiplyScalar(left[whole..], right[whole..], products[whole..]);
    }

    /// <summary>Adds words of a signed width, and wraps at it.</summary>
    /// <param name="bits">The width, at most 62.</param>
    public static void Add(ReadOnlySpan<long> left, ReadOnlySpan<long> right, int bits, Span<long> sums)
    {
        int whole = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref long x = ref MemoryMarshal.GetReference(left);
            ref long y = ref MemoryMarshal.GetReference(right);
            ref long sum = ref MemoryMarshal.GetReference(sums);
            whole = left.Length - (left.Length % Vector256<long>.Count);
            _ = right[..left.Length];
            _ = sums[..left.Length];
            Vector256<long> half = Vector256.Create(1L << (bits - 1));
            Vector256<long> mask = Vector256.Create((1L << bits) - 1);
            for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector256<long>.Count)
            {
                Vector256<long> word = Vector256.LoadUnsafe(ref x, i) + Vector256.LoadUnsafe(ref y, i) + half;
                ((word & mask) - half).StoreUnsafe(ref sum, i);
            }
        }

        AddScalar(left[whole..], right[whole..], bits, sums[whole..]);
    }

    /// <summary>Value by value: the twin of the vector code.</summary>
    internal static void MultiplyScalar(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<long> products)
    {
        for (int i = 0; i < left.Length; i++)
        {
            products[i] = (long)left[i] * right[i];
        }
    }

    /// <summary>Value by value: the twin of the vector code.</summary>
    internal static void AddScalar(ReadOnlySpan<long> left, ReadOnlySpan<long> right, int bits, Span<long> sums)
    {
        for (int i = 0; i < left.Length; i++)
        {
            sums[i] = PackedLanes.SignExtend(unchecked(left[i] + right[i]), bits);
        }
    }
}
