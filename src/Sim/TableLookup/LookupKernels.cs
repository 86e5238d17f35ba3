using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Accel.Sim.TableLookup;

/// <summary>Products by table lookup in vector registers, bit by bit those of a plain integer product.</summary>
/// <remarks>
/// A table of 32 sums of 16 bits fills one 512-bit register, and one permutation looks up 32 channels in it. Without
/// AVX-512, sums are looked up byte by byte in four 16-byte shuffles. Sums of 16 bits are added to ones of 32 before
/// they could overflow (<see cref="Window"/>); integer additions give the same bits in any order.
/// </remarks>
public static partial class LookupKernels
{
    /// <summary>Multiplies one token, whose tables are built, by all channels.</summary>
    /// <param name="outputs">Receives a sum for each of the weights' channels.</param>
    /// <exception cref="ArgumentException">The tables are others', or the outputs do not fit.</exception>
    public static void Multiply(LookupTables tables, LookupWeights weights, Span<int> outputs)
    {
        Check(tables, weights);
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, weights.Channels, nameof(outputs));
        for (int block = 0; block < weights.Blocks; block++)
        {
            MultiplyBlock(LookupPaths.Best, tables, weights, block, outputs);
        }
    }

    /// <summary>One block of channels by one of the ways that the machine has.</summary>
    internal static void MultiplyBlock(
        LookupPath path, LookupTables tables, LookupWeights weights, int block, Span<int> outputs)
    {
        Span<int> sums = stackalloc int[LookupWeights.Lanes];
        sums.Clear();
        ReadOnlySpan<ushort> words = weights.Block(block);
        int window = Window(tables.Kind);
        for (int first = 0; first < weights.WordsOfChannel; first += window)
        {
            int count = Math.Min(window, weights.WordsOfChannel - first);
            ReadOnlySpan<ushort> part = words.Slice(first * LookupWeights.Lanes, count * LookupWeights.Lanes);
            ReadOnlySpan<short> sets = tables.Sums.Slice(
                first * LookupWeights.Fields * LookupTables.Entries,
                count * LookupWeights.Fields * LookupTables.Entries);
            Add(path, sets, part, count, sums);
        }

        int channel = block * LookupWeights.Lanes;
        sums[..Math.Min(LookupWeights.Lanes, weights.Channels - channel)].CopyTo(outputs[channel..]);
    }

    /// <summary>Words after which 16-bit sums are added up: 28 for ternary weights, 21 for binary planes.</summary>
    internal static int Window(LookupKind kind) =>
        short.MaxValue / (kind.Group() * LookupArithmetic.MaximumActivation) / LookupWeights.Fields;

    /// <summary>Value by value: the twin of the vector code.</summary>
    internal static void AddScalar(ReadOnlySpan<short> tables, ReadOnlySpan<ushort> words, int count, Span<int> sums)
    {
        for (int word = 0; word < count; word++)
        {
            ReadOnlySpan<short> three = tables[(word * LookupWeights.Fields * LookupTables.Entries)..];
            for (int lane = 0; lane < LookupWeights.Lanes; lane++)
            {
                int index = words[(word * LookupWeights.Lanes) + lane];
                sums[lane] += three[index & 31] + three[32 + (index >> 5 & 31)] + three[64 + (index >> 10 & 31)];
            }
        }
    }

    private static void Add(
        LookupPath path, ReadOnlySpan<short> tables, ReadOnlySpan<ushort> words, int count, Span<int> sums)
    {
        switch (path)
        {
            case LookupPath.Permute:
                AddPermuted(tables, words, count, sums);
                break;
            case LookupPath.Shuffle:
                AddShuffled(tables, words, count, sums);
                break;
            default:
                AddScalar(tables, words, count, sums);
                break;
        }
    }

    private static void Check(LookupTables tables, LookupWeights weights)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfNotEqual(tables.Kind, weights.Kind, nameof(tables));
        ArgumentOutOfRangeException.ThrowIfNotEqual(tables.K, weights.K, nameof(tables));
    }

    private static void AddPermuted(
        ReadOnlySpan<short> tables, ReadOnlySpan<ushort> words, int count, Span<int> sums)
    {
        ref short table = ref MemoryMarshal.GetReference(tables);
        ref short index = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<ushort, short>(words));
        Vector512<short> s0 = default, s1 = default, s2 = default, s3 = default;
        for (int word = 0; word < count; word++)
        {
            Vector512<short> t0 = Vector512.LoadUnsafe(ref table);
            Vector512<short> t1 = Vector512.LoadUnsafe(ref table, 32);
            Vector512<short> t2 = Vector512.LoadUnsafe(ref table, 64);
            s0 += Three(t0, t1, t2, Vector512.LoadUnsafe(ref index));
            s1 += Three(t0, t1, t2, Vector512.LoadUnsafe(ref index, 32));
            s2 += Three(t0, t1, t2, Vector512.LoadUnsafe(ref index, 64));
            s3 += Three(t0, t1, t2, Vector512.LoadUnsafe(ref index, 96));
            table = ref Unsafe.Add(ref table, LookupWeights.Fields * LookupTables.Entries);
            index = ref Unsafe.Add(ref index, LookupWeights.Lanes);
        }

        Widen(s0, sums);
        Widen(s1, sums[32..]);
        Widen(s2, sums[64..]);
        Widen(s3, sums[96..]);
    }

    /// <summary>Three lookups in each of 32 channels; a permutation reads the low five bits of a lane alone.</summary>
    private static Vector512<short> Three(
        Vector512<short> t0, Vector512<short> t1, Vector512<short> t2, Vector512<short> words) =>
        Avx512BW.PermuteVar32x16(t0, words)
        + Avx512BW.PermuteVar32x16(t1, words >>> 5)
        + Avx512BW.PermuteVar32x16(t2, words >>> 10);

    private static void Widen(Vector512<short> added, Span<int> sums)
    {
        (Vector512<int> low, Vector512<int> high) = Vector512.Widen(added);
        (Vector512.Create<int>(sums) + low).CopyTo(sums);
        (Vector512.Create<int>(sums[16..]) + high).CopyTo(sums[16..]);
    }
}
