using Accel.Arch.Designs.DspChain;
using Accel.Arch.Workloads;
using Accel.Sim.DspChain.Programs;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.DspChain.Programs;

public class InstructionEstimateTests
{
    private static readonly DspChainFabric Fabric = new();

    /// <summary>Of FlightLLM's artifact: 7, 3, 4, 3 words and 1.</summary>
    [Test]
    public void Bytes_OfOneOfEach_AreTheArtifactsWords() => Assert.That(
        new InstructionCounts(1, 1, 1, 1, 1).Bytes, Is.EqualTo(4 * (7 + 3 + 4 + 3 + 1)));

    /// <summary>A product of one token: two instructions of 512 channels, each for two parts of K.</summary>
    [Test]
    public void Of_AProductOfOneToken_CountsTilesOfChannelsAndReduction() => Assert.That(
        InstructionEstimate.Of(Fabric, [Linear(1, 4096, 1024, layers: 3)], 1),
        Is.EqualTo(new InstructionCounts(3 * 4 * 10, 0, 3 * 4, 0, 0)));

    [Test]
    public void Of_AProductOfManyTokens_CountsTilesOfChannelsTokensAndReduction() => Assert.That(
        InstructionEstimate.Of(Fabric, [Linear(33, 4097, 129, layers: 1)], 1).Products, Is.EqualTo(2 * 3 * 2));

    /// <summary>A longer context makes a decode program longer, in steps of its instructions.</summary>
    [Test]
    public void Of_ALongerContext_IsLonger()
    {
        ModelShape model = Shipped.Model("llama-2-7b");
        IReadOnlyList<Operator> step = WorkloadOperators.Expand(model, Phase.Decode(1, 2048), 1, LogitsRule.All);
        long[] products = [.. new[] { 512L, 513, 1024, 1025 }.Select(context =>
            InstructionEstimate.Of(Fabric, step, context).Products)];
        Assert.That(products.Zip(products.Skip(1), (left, right) => right - left), Is.EqualTo(new[] { 1024, 0, 1024 }));
    }

    [TestCase(PhaseKind.Decode, 1, 16)]
    [TestCase(PhaseKind.Decode, 16, 16)]
    [TestCase(PhaseKind.Decode, 17, 32)]
    [TestCase(PhaseKind.Prefill, 128, 128)]
    [TestCase(PhaseKind.Prefill, 129, 256)]
    public void LengthFor_OfTheArtifactsBuckets_IsTheLongestOfTheBucket(PhaseKind kind, int length, int expected) =>
        Assert.That(new ProgramBuckets().LengthFor(kind, length), Is.EqualTo(expected));

    /// <summary>Buckets of one are a program a length; wider ones are as many programs fewer.</summary>
    [Test]
    public void Bytes_OfAllPrograms_AreTheSumOverBuckets()
    {
        ModelShape model = Shipped.Model("llama-2-7b");
        ProgramBuckets buckets = new(16, 32);
        long sum = 0;
        foreach (long length in new[] { 16L, 32, 48, 64 })
        {
            sum += Bytes(model, Phase.Decode(1, length), length);
        }

        foreach (long length in new[] { 32L, 64 })
        {
            sum += Bytes(model, Phase.Prefill(length), length);
        }

        Assert.That(ProgramStore.Bytes(Fabric, model, buckets, 64), Is.EqualTo(sum));
        Assert.That(ProgramStore.Bytes(Fabric, model, ProgramBuckets.None, 64), Is.GreaterThan(10 * sum));
    }

    private static long Bytes(ModelShape model, Phase phase, long length) => InstructionEstimate.Of(
        Fabric, WorkloadOperators.Expand(model, phase, 1, LogitsRule.All), length).Bytes;

    private static GemmOperator Linear(long m, long k, long n, long layers) => new()
    {
        Name = "linear", Role = OperatorRole.Linear, Layers = layers, M = m, K = k, N = n,
    };
}
