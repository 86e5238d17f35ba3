using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Accel.Sim.TableLookup;

/// <content>Lookups by shuffles of bytes, for machines whose registers hold half a table.</content>
public static partial class LookupKernels
{
    private static void AddShuffled(ReadOnlySpan<short> tables, ReadOnlySpan<ushort> words, int count, Span<int> sums)
    {
        ref ushort index = ref MemoryMarshal.GetReference(words);
        for (int lane = 0; lane < LookupWeights.Lanes; lane += 64)
        {
            Vector256<short> s0 = default, s1 = default, s2 = default, s3 = default;
            for (int field = 0; field < count * LookupWeights.Fields; field++)
            {
                ByteTables split = ByteTables.Of(tables.Slice(field * LookupTables.Entries, LookupTables.Entries));
                int shift = field % LookupWeights.Fields * 5;
                nuint at = (nuint)((field / LookupWeights.Fields * LookupWeights.Lanes) + lane);
                s0 += split.Read(Vector256.LoadUnsafe(ref index, at) >>> shift);
                s1 += split.Read(Vector256.LoadUnsafe(ref index, at + 16) >>> shift);
                s2 += split.Read(Vector256.LoadUnsafe(ref index, at + 32) >>> shift);
                s3 += split.Read(Vector256.LoadUnsafe(ref index, at + 48) >>> shift);
            }

            Widen(s0, sums[lane..]);
            Widen(s1, sums[(lane + 16)..]);
            Widen(s2, sums[(lane + 32)..]);
            Widen(s3, sums[(lane + 48)..]);
        }
    }

    private static void Widen(Vector256<short> added, Span<int> sums)
    {
        (Vector256<int> low, Vector256<int> high) = Vector256.Widen(added);
        (Vector256.Create<int>(sums) + low).CopyTo(sums);
        (Vector256.Create<int>(sums[8..]) + high).CopyTo(sums[8..]);
    }

    /// <summary>A table as four of bytes: low and high ones of its lower and upper 16 sums, in both lanes.</summary>
    private readonly ref struct ByteTables
    {
        private readonly Vector256<byte> _low0;
        private readonly Vector256<byte> _low1;
        private readonly Vector256<byte> _high0;
        private readonly Vector256<byte> _high1;

        private ByteTables(Vector256<short> lower, Vector256<short> upper)
        {
            // Bytes of each lane: eight low ones, eight high ones; then lanes are joined.
            Vector256<byte> order = Vector256.Create(
                (byte)0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15,
                0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15);
            Vector256<long> first = Avx2.Shuffle(lower.AsByte(), order).AsInt64();
            Vector256<long> second = Avx2.Shuffle(upper.AsByte(), order).AsInt64();
            _low0 = Avx2.Permute4x64(first, 0b10_00_10_00).AsByte();
            _high0 = Avx2.Permute4x64(first, 0b11_01_11_01).AsByte();
            _low1 = Avx2.Permute4x64(second, 0b10_00_10_00).AsByte();
            _high1 = Avx2.Permute4x64(second, 0b11_01_11_01).AsByte();
        }

        public static ByteTables Of(ReadOnlySpan<short> table) =>
            new(Vector256.Create(table), Vector256.Create(table[16..]));

        /// <summary>The sums of the low five bits of each lane.</summary>
        /// <remarks>
        /// A shuffle gives zero where a byte's top bit is set. Adding 0x70 sets it from 16 on, for the lower table;
        /// after the fifth bit is turned over, below 16, for the upper one. The other byte of each pair gets it always.
        /// </remarks>
        public Vector256<short> Read(Vector256<ushort> words)
        {
            Vector256<ushort> index = words & Vector256.Create((ushort)31);
            Vector256<ushort> lower = index + Vector256.Create((ushort)0x8070);
            Vector256<ushort> upper = (index ^ Vector256.Create((ushort)16)) + Vector256.Create((ushort)0x8070);
            Vector256<byte> low = Avx2.Shuffle(_low0, lower.AsByte()) | Avx2.Shuffle(_low1, upper.AsByte());
            Vector256<byte> high = Avx2.Shuffle(_high0, Swap(lower)) | Avx2.Shuffle(_high1, Swap(upper));
            return (low | high).AsInt16();
        }

        private static Vector256<byte> Swap(Vector256<ushort> pairs) =>
            ((pairs << 8) | Vector256.Create((ushort)0x80)).AsByte();
    }
}
