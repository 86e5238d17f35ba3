using System.Numerics;
using Accel.Sim.BitSerial;

namespace Accel.Tests.Sim.BitSerial;

public class BitSerialKernelsTests
{
    [Test]
    public void Multiply_EveryNumberOfTokensToTwoVectorsAndThree_EqualsTheReference()
    {
        var random = new Random(17);
        for (int m = 1; m <= 2 * Vector<float>.Count + 3; m++)
        {
            foreach (TermGenerator generator in RandomOperands.Generators)
            {
                int k = random.Next(1, 70);
                int group = random.Next(3) == 0 ? 0 : random.Next(1, 40);
                AssertEqual(
                    RandomOperands.Gemm(random, m, k, 3, generator, group, random.Next(2) == 0), random.Next(1, 33));
            }
        }
    }

    [Test]
    public void Multiply_ManyRandomGemms_EqualsTheReference()
    {
        var random = new Random(23);
        for (int i = 0; i < 400; i++)
        {
            TermGenerator generator = RandomOperands.Generators[random.Next(RandomOperands.Generators.Length)];
            AssertEqual(
                RandomOperands.Gemm(
                    random, 16, random.Next(1, 200), random.Next(1, 4), generator, 16 * random.Next(9), i % 2 == 0),
                random.Next(1, 33));
        }
    }

    [Test]
    public void Multiply_Baselines_EqualTheReference()
    {
        var random = new Random(29);
        for (int m = 1; m <= 2 * Vector<float>.Count + 3; m++)
        {
            AssertEqual(RandomOperands.MacGemm(random, m, random.Next(1, 90), 3, 0, false), 1);
            AssertEqual(RandomOperands.MacGemm(random, m, random.Next(1, 90), 3, 32, true), 1);
        }
    }

    [Test]
    public void Multiply_SmallIntegers_IsTheExactProduct()
    {
        var random = new Random(31);
        const int M = 9, K = 32, N = 5;
        Half[] activations = [.. Enumerable.Range(0, M * K).Select(_ => (Half)random.Next(-7, 8))];
        int[] weights = [.. Enumerable.Range(0, N * K).Select(_ => random.Next(-8, 8))];
        var operands = BitSerialOperands.ForTerms(M, K, N, activations, weights, TermGenerator.Booth(4), 16);
        var outputs = new Half[M * N];
        BitSerialKernels.Multiply(operands, 4, outputs);
        for (int m = 0; m < M; m++)
        {
            for (int n = 0; n < N; n++)
            {
                int exact = Enumerable.Range(0, K).Sum(k => (int)activations[m * K + k] * weights[n * K + k]);
                Assert.That((double)outputs[m * N + n], Is.EqualTo((double)(Half)exact));
            }
        }
    }

    private static void AssertEqual(BitSerialOperands operands, int lanes)
    {
        var expected = new Half[operands.M * operands.N];
        var actual = new Half[expected.Length];
        BitSerialReference.Multiply(operands, lanes, expected);
        BitSerialKernels.Multiply(operands, lanes, actual);
        Assert.That(
            actual.Select(BitConverter.HalfToUInt16Bits), Is.EqualTo(expected.Select(BitConverter.HalfToUInt16Bits)));
    }
}
