using Accel.HlsEmit.Vectors;

namespace Accel.Tests.HlsEmit.Rtl.Shared;

/// <summary><c>fp32_add</c> against the processor's binary32.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class Fp32AddTests
{
    private const int RandomCases = 96_000;

    /// <summary>Zeros, ends of subnormal and normal numbers, ones around powers of two, infinities and NaN.</summary>
    private static readonly uint[] Corners =
    [
        0x00000000, 0x00000001, 0x00000002, 0x00000003, 0x003FFFFF, 0x00400000, 0x007FFFFE, 0x007FFFFF, 0x00800000,
        0x00800001, 0x00FFFFFF, 0x01000000, 0x01000001, 0x0C800000, 0x33800000, 0x33800001, 0x33000000, 0x34000000,
        0x34000001, 0x3EFFFFFF, 0x3F7FFFFF, 0x3F800000, 0x3F800001, 0x3F800002, 0x3F800003, 0x3FFFFFFF, 0x40000000,
        0x4B000000, 0x4B800000, 0x4B800001, 0x4C000000, 0x72FFFFFF, 0x73000000, 0x73000001, 0x73800000, 0x7E800000,
        0x7EFFFFFF, 0x7F000000, 0x7F7FFFFE, 0x7F7FFFFF, 0x7F800000, 0x7F800001, 0x7FC00000, 0x7FFFFFFF,
    ];

    [Test]
    public void Add_OfCornersAndRandomNumbers_IsThatOfTheProcessor()
    {
        List<BitWord> lines = [];
        uint[] corners = [.. Corners, .. Corners.Select(corner => corner | 0x8000_0000)];
        foreach (uint left in corners)
        {
            foreach (uint right in corners)
            {
                Add(left, right);
            }
        }

        Random random = new(711);
        for (int i = 0; i < RandomCases; i++)
        {
            uint left = (uint)random.NextInt64(1L << 32);
            Add(left, (i % 6) switch
            {
                // Any; one corner; neighbours in exponent; nearly opposite; few bits set; subnormal.
                0 => (uint)random.NextInt64(1L << 32),
                1 => corners[random.Next(corners.Length)],
                2 or 3 => Near(left, random),
                4 => unchecked((left ^ 0x8000_0000) + (uint)random.Next(-4, 5)),
                _ => (uint)random.NextInt64(1L << 32) & 0x807F_FFFFu,
            });
            if (i % 6 == 5)
            {
                Add(left & 0x80FF_FFFFu, (uint)random.NextInt64(1L << 32) & 0x80FF_FFFFu);
            }
        }

        using RtlBench bench = new("Shared", "fp32_add_tb");
        bench.With("CASES", lines.Count).Write("lines.hex", lines);
        Assert.That(bench.Run(), Is.EqualTo(lines.Count).And.GreaterThan(100_000));

        void Add(uint left, uint right) =>
            lines.Add(new BitWord().Put(left, 32).Put(right, 32).Put(Sum(left, right), 32));
    }

    /// <summary>A number whose exponent is within 28 of another's, often with a mantissa of few bits.</summary>
    private static uint Near(uint number, Random random)
    {
        int exponent = Math.Clamp((int)((number >> 23) & 255) + random.Next(-28, 29), 0, 254);
        uint mantissa = (uint)random.Next(1 << 23) & (random.Next(2) == 0 ? uint.MaxValue : ~0u << random.Next(23));
        return ((uint)random.Next(2) << 31) | ((uint)exponent << 23) | (mantissa & 0x7F_FFFF);
    }

    /// <summary>The sum's bits; those of any NaN are the module's.</summary>
    private static uint Sum(uint left, uint right)
    {
        float sum = BitConverter.UInt32BitsToSingle(left) + BitConverter.UInt32BitsToSingle(right);
        return float.IsNaN(sum) ? 0x7FC0_0000u : BitConverter.SingleToUInt32Bits(sum);
    }
}
