using Accel.Arch.Formats;
using Accel.HlsEmit.Vectors;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>PEs of every kind, in every cycle, against the C# arithmetic of the same kind.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class PeTests
{
    private const int Cycles = 2500;

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("integers", PeCase.Integers(8, 8, 32, false));
        yield return Case("integers, narrow sum", PeCase.Integers(8, 8, 8, false));
        yield return Case("integers, unequal", PeCase.Integers(16, 4, 24, false));
        yield return Case("integers, 64 bits", PeCase.Integers(16, 16, 64, true));
        yield return Case("integers, saturating", PeCase.Integers(8, 8, 18, true));
        yield return Case("integers, saturating below a product", PeCase.Integers(8, 8, 10, true));
        yield return Case("pairs of 4 bits", PeCase.Pairs(3, 6, 4, 20, 32, false));
        yield return Case("pairs of 8 bits, wrapping", PeCase.Pairs(4, 12, 8, 40, 32, false));
        yield return Case("pairs of 8 bits, saturating", PeCase.Pairs(4, 12, 8, 40, 24, true));
        yield return Case("pairs times integers", PeCase.Mixed(pairsAtA: true));
        yield return Case("integers times pairs", PeCase.Mixed(pairsAtA: false));
        yield return Case("powers", PeCase.Powers(8, 3, 32, false, false));
        yield return Case("powers, saturating", PeCase.Powers(8, 3, 16, true, false));
        yield return Case("powers at the other side", PeCase.Powers(8, 3, 20, false, true));
        yield return Case("ternary", PeCase.Powers(8, 0, 12, false, false));
        yield return Case("ternary twice", PeCase.Powers(2, 0, 8, true, true));
        foreach (string pair in new[]
        {
            "fp16 fp16", "bf16 bf16", "bf16 fp16", "bf16 fp8-e4m3", "fp8-e4m3 fp8-e4m3", "fp8-e5m2 fp8-e4m3",
            "fp6-e2m3 fp4", "fp16 fp6-e3m2",
        })
        {
            (FloatingFormat a, FloatingFormat w) = (Format(pair.Split(' ')[0]), Format(pair.Split(' ')[1]));
            yield return Case(pair, PeCase.Floats(a, w, lmul: false));
            yield return Case($"L-Mul, {pair}", PeCase.Floats(a, w, lmul: true));
        }

        static TestCaseData Case(string name, PeCase pe) => new TestCaseData(pe).SetArgDisplayNames(name);
        static FloatingFormat Format(string name) => (FloatingFormat)NumberFormats.Get(name);
    }

    /// <summary>The sum of anything and a product.</summary>
    [TestCaseSource(nameof(Cases))]
    public void PeMac_OfRandomAndExtremeOperands_IsThePe(object given)
    {
        var pe = (PeCase)given;
        Random random = new(600);
        BenchScript script = new();
        for (int i = 0; i < Cycles; i++)
        {
            (long a, long w, long sum) = (pe.NextA(random), pe.NextW(random), pe.NextSum(random));
            script.Add(
                new BitWord().Put(a, pe.A).Put(w, pe.W).Put(sum, pe.AccumulatorBits),
                new BitWord().Put(pe.Add(sum, a, w), pe.AccumulatorBits));
        }

        script.Run("tb_mac", alsoVerilator: false, pe.Parameters);
    }

    /// <summary>A PE whose sum stays: products added when both operands are valid, or the sum below taken.</summary>
    [TestCase("integers")]
    [TestCase("pairs of 4 bits")]
    [TestCase("powers, saturating")]
    [TestCase("fp16 fp16")]
    public void PeOs_OfRandomOperands_KeepsItsSum(string name)
    {
        PeCase pe = Of(name);
        Random random = new(601);
        BenchScript script = new();
        (bool aValid, bool wValid, long a, long w, long sum) = (false, false, 0, 0, 0);
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            BitWord output = new BitWord().Put(aValid).Put(a, pe.A, matters: cycle > 0).Put(wValid)
                .Put(w, pe.W, matters: cycle > 0).Put(sum, pe.AccumulatorBits);
            bool shift = random.Next(16) == 0;
            (aValid, wValid) = (random.Next(8) > 0, random.Next(8) > 0);
            (a, w) = (pe.NextA(random), pe.NextW(random));
            long below = pe.NextSum(random);
            script.Add(
                new BitWord().Put(shift).Put(aValid).Put(a, pe.A).Put(wValid).Put(w, pe.W)
                    .Put(below, pe.AccumulatorBits),
                output);
            sum = shift ? below : aValid && wValid ? pe.Add(sum, a, w) : sum;
        }

        script.Run("tb_pe", alsoVerilator: false, pe.Parameters);
    }

    /// <summary>A PE whose operand stays: it is loaded now and then, and sums pass.</summary>
    [TestCase("integers")]
    [TestCase("powers")]
    [TestCase("L-Mul, fp16 fp16")]
    public void PeWs_OfRandomOperands_AddsToWhatPasses(string name)
    {
        PeCase pe = Of(name);
        Random random = new(603);
        BenchScript script = new();
        (long weight, long above, long before, bool wasValid) = (0, 0, 0, false);
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            (bool load, bool ends) = (cycle == 0 || random.Next(4) == 0, random.Next(4) == 0);
            bool valid = cycle > 0 && random.Next(4) > 0;
            (long below, long a, long next) = (pe.NextW(random), pe.NextA(random), pe.NextSum(random));
            script.Add(
                new BitWord().Put(load).Put(ends).Put(below, pe.W).Put(valid).Put(a, pe.A)
                    .Put(next, pe.AccumulatorBits),
                new BitWord().Put(weight, pe.W, matters: cycle > 0).Put(wasValid).Put(before, pe.A, matters: cycle > 0)
                    .Put(valid ? pe.Add(above, a, weight) : above, pe.AccumulatorBits));
            (above, before, wasValid, weight) = (next, a, valid && !ends, load ? below : weight);
        }

        script.Run("tb_pe_ws", alsoVerilator: false, pe.Parameters);
    }

    private static PeCase Of(string name) =>
        (PeCase)Cases().Single(test => test.ArgDisplayNames!.Single() == name).Arguments[0]!;
}
