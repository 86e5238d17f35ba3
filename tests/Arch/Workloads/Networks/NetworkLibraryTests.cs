using Accel.Arch.Workloads;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Workloads.Networks;

/// <summary>The shipped networks against published counts.</summary>
/// <remarks>
/// Published: torchvision 0.15, "Table of all available classification weights": parameters, and GFLOPS, which there
/// are multiply-accumulates. Parameters that are no weight of a convolution or linear layer (biases, norms, class
/// token, position embedding) follow from the architecture and are taken off.
/// </remarks>
public class NetworkLibraryTests
{
    private static readonly object[] Published =
    [
        new object[] { "resnet-18", 1.81, 1_814_073_344, 11_689_512, 9_600 + 1_000 },
        new object[] { "resnet-50", 4.09, 4_089_184_256, 25_557_032, 53_120 + 1_000 },
        new object[] { "vgg-16", 15.47, 15_470_264_320, 138_357_544, 4_224 + 9_192 },
        new object[] { "vit-b-16", 17.56, 17_563_828_224, 86_567_656, (199 * 768) + (12 * 9_984) + 1_536 + 1_000 },
    ];

    [TestCaseSource(nameof(Published))]
    public void Network_AgainstPublishedCounts_IsTheSame(
        string name, double gigamacs, long macs, long parameters, long others)
    {
        Network network = Shipped.Network(name);
        Assert.That(Macs(network, 1), Is.EqualTo(macs));
        Assert.That(Math.Round(macs * 1e-9, 2), Is.EqualTo(gigamacs));
        Assert.That(WorkloadOperators.LinearWeights(network), Is.EqualTo(parameters - others));
    }

    [TestCaseSource(nameof(Published))]
    public void Expand_Batch_IsSoManyTimesTheWorkAndNoMoreWeights(
        string name, double gigamacs, long macs, long parameters, long others)
    {
        _ = (gigamacs, parameters, others);
        Network network = Shipped.Network(name);
        Assert.That(Macs(network, 7), Is.EqualTo(7 * macs));
        foreach ((Operator one, Operator many) in Expand(network, 1).Zip(Expand(network, 7)))
        {
            Assert.That(many is GemmOperator { IsAttention: true } ? many.Instances : 7 * many.Instances,
                Is.EqualTo(7 * one.Instances), one.Name);
        }
    }

    [Test]
    public void Library_EveryNetwork_NamesItsSourceAndEachOperatorOnce()
    {
        Assert.That(Shipped.Networks, Has.Count.GreaterThanOrEqualTo(Published.Length));
        foreach (Network network in Shipped.Networks)
        {
            Assert.That(network.Source, Does.Contain("arXiv:"), network.Name);
            Assert.That(Expand(network, 1).Select(work => work.Name), Is.Unique, network.Name);
            Assert.That(network.WhyNot(), Is.Null);
            Assert.That(network.HasAttention, Is.EqualTo(network.Name.StartsWith("vit", StringComparison.Ordinal)));
        }
    }

    [Test]
    public void ResNet50_Graph_JoinsEachResidualWithItsShortcut()
    {
        OperatorGraph graph = OperatorGraph.Of(Shipped.Network("resnet-50"), Network.Pass, 1, LogitsRule.All);
        Assert.That(Inputs("conv1"), Is.Empty);
        Assert.That(Inputs("conv3_1.shortcut"), Is.EqualTo(new[] { "conv2.add.relu" }));
        Assert.That(Inputs("conv3_1.add"), Is.EquivalentTo(new[] { "conv3_1.c", "conv3_1.shortcut" }));
        Assert.That(Inputs("conv3.add"), Is.EquivalentTo(new[] { "conv3.c", "conv3_1.add.relu" }));
        Assert.That(Inputs("fc"), Is.EqualTo(new[] { "average" }));

        // The shortcut runs beside three convolutions that take longer.
        Assert.That(
            graph.CriticalPath(work => work is GemmOperator gemm ? gemm.Macs * gemm.Count : 0).Operators
                .Select(work => work.Name),
            Has.None.Contains("shortcut").And.Member("conv3_1.b"));

        string[] Inputs(string name) => [.. graph.InputsOf(name).Select(work => work.Name)];
    }

    [Test]
    public void VitB16_Attention_IsTwelveHeadsOfAnImage()
    {
        GemmOperator scores = Expand(Shipped.Network("vit-b-16"), 3).OfType<GemmOperator>()
            .Single(gemm => gemm.Role == OperatorRole.AttentionScores);
        Assert.That((scores.M, scores.K, scores.N), Is.EqualTo((197, 64, 197)));
        Assert.That((scores.Layers, scores.Instances), Is.EqualTo((12, 3 * 12)));
    }

    private static long Macs(Network network, long batch) =>
        Expand(network, batch).OfType<GemmOperator>().Sum(gemm => gemm.Macs * gemm.Count);

    private static IReadOnlyList<Operator> Expand(Network network, long batch) =>
        WorkloadOperators.Expand(network, Network.Pass, batch, LogitsRule.All);
}
