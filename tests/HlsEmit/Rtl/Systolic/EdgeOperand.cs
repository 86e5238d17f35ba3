using Accel.Arch.Formats.OutlierVictim;
using Accel.Sim.Systolic;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>An operand as the machine reads it and as the bench drives it.</summary>
/// <param name="Matrix">Vectors x K.</param>
/// <param name="Bits">Bits of a word at the array's edge.</param>
/// <param name="Word">The word of an element: itself, or the byte of its pair.</param>
internal sealed record EdgeOperand(OperandMatrix<int> Matrix, int Bits, Func<int, int, long> Word)
{
    /// <summary>Random signed integers; every fourth at an end of the range.</summary>
    public static EdgeOperand Integers(Random random, int bits, int vectors, int k)
    {
        int least = -1 << (bits - 1);
        int[] values = [.. Enumerable.Range(0, vectors * k).Select(_ => random.Next(8) switch
        {
            0 => least,
            1 => ~least,
            _ => random.Next(least, -least),
        })];
        return new EdgeOperand(
            new PlainMatrix<int>(values, vectors, k), bits, (vector, element) => values[(vector * k) + element]);
    }

    /// <summary>Random bytes of 4-bit outlier-victim pairs.</summary>
    public static EdgeOperand Pairs(Random random, OutlierVictimFormat format, int vectors, int k)
    {
        int bytes = PairCodec.PackedBytes(format, k);
        byte[] packed = new byte[vectors * bytes];
        for (int i = 0; i < packed.Length; i++)
        {
            // Half of the pairs hold an outlier, on either side.
            int slot = random.Next(16);
            packed[i] = (byte)(random.Next(4) switch { 0 => (slot << 4) | 8, 1 => 0x80 | slot, _ => random.Next(256) });
        }

        return new EdgeOperand(
            new PairedMatrix(format, packed, vectors, k), 8,
            (vector, element) => packed[(vector * bytes) + (element / 2)]);
    }
}
