using Accel.Arch.Activity;
using Accel.Arch.Designs.Systolic;
using Accel.Sim.Systolic;
using Accel.Sim.Systolic.Machine;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.Systolic;

/// <summary>Closed form = machine = scalar reference = SIMD kernel, on arrays that FsCheck makes and shrinks.</summary>
public class SystolicChainTests
{
    [Test]
    public void Machine_AnySmallArray_TakesTheClosedFormsCyclesAndCounts() => Seeded.Check(
        SystolicCase.Small,
        one =>
        {
            (PlainMatrix<int> activations, PlainMatrix<int> weights) = one.Integers();
            ActivityCounts counts = SystolicMachines.Of<int, int, WrappingPe32>(
                one.Array, one.Pes, default, activations, weights).Run();
            return counts == SystolicTiming.Count(one.Array, one.Pes, one.M, one.K, one.N);
        },
        3000, 31);

    [Test]
    public void Machine_IntegersThatWrap_ComputesTheReferencesBitsAndSeesTheSameOverflow() => Seeded.Check(
        SystolicCase.Small,
        one =>
        {
            (PlainMatrix<int> activations, PlainMatrix<int> weights) = one.Integers();
            var machine = SystolicMachines.Of<int, int, WrappingPe32>(
                one.Array, one.Pes, default, activations, weights);
            machine.Run();
            var expected = new long[one.M * one.N];
            IntegerPe pe = new(new IntegerSum(32, AccumulatorOverflow.Wrap));
            SystolicReference.Multiply(one.Array, ref pe, activations, weights, expected);
            return machine.Outputs.ToArray().Select(sum => (long)sum).SequenceEqual(expected)
                && machine.HasOverflowed == pe.HasOverflowed;
        },
        1500, 32);

    [TestCase(AccumulatorOverflow.Wrap)]
    [TestCase(AccumulatorOverflow.Saturate)]
    public void Machine_NarrowAccumulators_ComputesTheReferencesBitsAndSeesTheSameOverflow(AccumulatorOverflow overflow)
    {
        int overflows = 0;
        Seeded.Check(
            SystolicCase.Small,
            one =>
            {
                (PlainMatrix<int> activations, PlainMatrix<int> weights) = one.Integers();
                IntegerPe pe = new(new IntegerSum(8 + (one.Seed % 25), overflow));
                var machine = SystolicMachines.Of<int, long, IntegerPe>(one.Array, one.Pes, pe, activations, weights);
                machine.Run();
                var expected = new long[one.M * one.N];
                SystolicReference.Multiply(one.Array, ref pe, activations, weights, expected);
                overflows += pe.HasOverflowed ? 1 : 0;
                return machine.Outputs.SequenceEqual(expected) && machine.HasOverflowed == pe.HasOverflowed;
            },
            1000, 33);
        Assert.That(overflows, Is.InRange(100, 900), "both outcomes are met");
    }

    [Test]
    public void Machine_FloatingPoint_ComputesTheReferencesBits() => Seeded.Check(
        SystolicCase.Small,
        one =>
        {
            (PlainMatrix<float> activations, PlainMatrix<float> weights) = one.Floats();
            return ComputesAsReference(one, default(FloatingPe), activations, weights)
                && ComputesAsReference(one, new LMulPe(10), activations, weights);
        },
        1000, 34);

    [Test]
    public void Kernel_AnyProduct_WrapsAsTheReferenceDoes() => Seeded.Check(
        SystolicCase.Small,
        one =>
        {
            (PlainMatrix<int> activations, PlainMatrix<int> weights) = one.Integers();
            var outputs = new int[one.M * one.N];
            SystolicKernels.Multiply(
                one.M, one.K, one.N, Narrow(activations), Narrow(weights), outputs);
            var expected = new int[outputs.Length];
            WrappingPe32 pe = default;
            SystolicReference.Multiply(one.Array, ref pe, activations, weights, expected);
            bool isSafe = SystolicKernels.CannotOverflow(one.K, one.Magnitude, one.Magnitude);
            return outputs.AsSpan().SequenceEqual(expected) && !(isSafe && pe.HasOverflowed);
        },
        2000, 35);

    [Test]
    public void Kernel_EveryLengthUpToTwoVectorsAndThree_IsTheScalarTwin()
    {
        Random random = new(36);
        for (int k = 1; k <= 35; k++)
        {
            short[] left = [.. Enumerable.Range(0, 5 * k).Select(_ => (short)random.Next(short.MinValue, 32768))];
            short[] right = [.. Enumerable.Range(0, 6 * k).Select(_ => (short)random.Next(short.MinValue, 32768))];
            (left[0], right[0]) = (short.MinValue, short.MinValue);
            var outputs = new int[30];
            SystolicKernels.Multiply(5, k, 6, left, right, outputs);
            for (int i = 0; i < 30; i++)
            {
                Assert.That(outputs[i], Is.EqualTo(SystolicKernels.Dot(
                    left.AsSpan(i / 6 * k, k), right.AsSpan(i % 6 * k, k))), $"{k} {i}");
            }
        }
    }

    private static bool ComputesAsReference<TPe>(
        SystolicCase one, TPe pe, PlainMatrix<float> activations, PlainMatrix<float> weights)
        where TPe : struct, IPe<float, float>
    {
        var machine = SystolicMachines.Of<float, float, TPe>(one.Array, one.Pes, pe, activations, weights);
        machine.Run();
        var expected = new float[one.M * one.N];
        SystolicReference.Multiply(one.Array, ref pe, activations, weights, expected);
        return machine.Outputs.ToArray().Select(BitConverter.SingleToInt32Bits)
            .SequenceEqual(expected.Select(BitConverter.SingleToInt32Bits));
    }

    private static short[] Narrow(PlainMatrix<int> matrix) =>
        [.. matrix.Values.ToArray().Select(value => (short)value)];
}
