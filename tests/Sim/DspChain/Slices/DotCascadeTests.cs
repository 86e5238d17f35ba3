using Accel.Sim.DspChain.Slices;

namespace Accel.Tests.Sim.DspChain.Slices;

public class DotCascadeTests
{
    [Test]
    public void Step_OneDotProduct_IsThereTwoOrThreeCyclesAfterItsSegments([Values(1, 2)] int registers)
    {
        for (int n = 1; n <= 20; n++)
        {
            for (int segment = 1; segment <= 6; segment++)
            {
                DotCascade cascade = new(n, segment, registers);
                int latency = ((n + segment - 1) / segment) + 1 + registers;
                Assert.That(cascade.Latency, Is.EqualTo(latency));
                (long A, long B)[] operands = [.. Enumerable.Range(1, n).Select(i =>
                    (DotCascade.Join([i, -i, 255], 9), DotCascade.Join([-128, i, 127], 8)))];
                long expected = Enumerable.Range(1, n).Sum(i => (-128L * i) - (i * i) + (255 * 127));
                for (int step = 1; step <= latency + 5; step++)
                {
                    Assert.That(cascade.Step(step == 1 ? operands : new (long A, long B)[n]),
                        Is.EqualTo(step == latency ? expected : 0), $"{n} slices by {segment}, step {step}");
                }
            }
        }
    }

    /// <summary>One dot product a cycle, of corners and random values, some continued from the one before.</summary>
    [TestCase(1, 1, 1)]
    [TestCase(5, 1, 1)]
    [TestCase(5, 1, 2)]
    [TestCase(7, 3, 1)]
    [TestCase(7, 3, 2)]
    [TestCase(6, 2, 1)]
    [TestCase(4, 9, 1)]
    public void Step_AStream_GivesPlainSums(int n, int segment, int registers)
    {
        Random random = new(31);
        DotCascade cascade = new(n, segment, registers);
        List<long> expected = [];
        List<long> seen = [];
        var a = new int[3];
        var b = new int[3];
        for (int step = 0; step < 300; step++)
        {
            bool continues = random.Next(3) == 0;
            long sum = continues && step > 0 ? expected[step - 1] : 0;
            var operands = new (long A, long B)[n];
            for (int i = 0; i < n; i++)
            {
                Corners.Fill(random, a, 9, isSigned: true);
                Corners.Fill(random, b, 8, isSigned: true);
                operands[i] = (DotCascade.Join(a, 9), DotCascade.Join(b, 8));
                sum += a.Zip(b, (x, y) => (long)x * y).Sum();
            }

            expected.Add(sum);
            seen.Add(cascade.Step(operands, continues));
        }

        Assert.That(seen.Skip(cascade.Latency - 1), Is.EqualTo(expected.SkipLast(cascade.Latency - 1)));
    }
}
