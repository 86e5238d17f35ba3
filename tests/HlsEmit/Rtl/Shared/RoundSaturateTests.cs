using Accel.HlsEmit.Vectors;
using Accel.Tests.HlsEmit.Rtl.Mutations;

namespace Accel.Tests.HlsEmit.Rtl.Shared;

[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class RoundSaturateTests
{
    [TestCase(32, 8, 12)]
    [TestCase(10, 4, 3)]
    [TestCase(8, 8, 1)]
    [TestCase(6, 2, 1)]
    [TestCase(9, 3, 5)]
    public void Numbers_AreRoundedToEven_AndSaturated(int inBits, int outBits, int shift)
    {
        using RtlBench bench = Bench(inBits, outBits, shift, out int count);
        Assert.That(bench.Run(), Is.EqualTo(count));
    }

    [Test]
    public void Module_WithABrokenLine_Fails() => BrokenModule.EachFails(
        "round_saturate", () => [Bench(10, 4, 3, out _), Bench(6, 2, 1, out _)]);

    private static RtlBench Bench(int inBits, int outBits, int shift, out int count)
    {
        Random random = new(31);
        long least = -(1L << (inBits - 1));
        IEnumerable<long> all = inBits <= 10
            ? Enumerable.Range(0, 1 << inBits).Select(i => least + i)
            : Enumerable.Range(0, 4000).Select(i => i switch
            {
                0 => least,
                1 => ~least,
                _ when i % 2 == 0 => random.NextInt64(least, -least) >> random.Next(inBits),
                _ => (random.NextInt64(-200, 200) << shift) + (1L << (shift - 1)),
            });
        List<string> numbers = [], expected = [];
        foreach (long number in all)
        {
            // Decimal division by a power of two is exact here.
            decimal rounded = Math.Round((decimal)number / (1L << shift), MidpointRounding.ToEven);
            long kept = (long)Math.Clamp(rounded, -(1L << (outBits - 1)), (1L << (outBits - 1)) - 1);
            numbers.Add(new BitWord().Put(number, inBits).Value);
            expected.Add(new BitWord().Put(kept, outBits).Put(kept != rounded).Value);
        }

        RtlBench bench = new("Shared", "tb_round_saturate");
        bench.With("IN_BITS", inBits).With("OUT_BITS", outBits).With("SHIFT", shift).With("COUNT", numbers.Count);
        bench.Write("numbers.hex", numbers);
        bench.Write("expected.hex", expected);
        count = numbers.Count;
        return bench;
    }
}
