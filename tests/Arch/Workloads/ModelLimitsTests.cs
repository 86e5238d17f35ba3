using Accel.Arch.Workloads;

namespace Accel.Tests.Arch.Workloads;

public class ModelLimitsTests
{
    private static readonly ModelShape Model = Models.Llama27B;

    private static readonly TestCaseData[] Refused =
    [
        new(Model with { Hidden = ModelLimits.Hidden + 1 }, "hidden"),
        new(Model with { Hidden = 0 }, "hidden"),
        new(Model with { Layers = ModelLimits.Layers + 1 }, "layers"),
        new(Model with { Heads = -1 }, "heads"),
        new(Model with { KvHeads = 0 }, "kv-heads"),
        new(Model with { KvHeads = 64 }, "kv-heads"),
        new(Model with { KvHeads = 3 }, "kv-heads"),
        new(Model with { HeadDim = ModelLimits.HeadDim + 1 }, "head-dim"),
        new(Model with { FeedForward = long.MaxValue }, "feed-forward"),
        new(Model with { Vocabulary = long.MinValue }, "vocabulary"),
        new(Model with { NormsPerLayer = 3 }, "norms-per-layer"),
        new(Model with { EmbeddingDim = -1 }, "embedding"),
        new(Model with { Hidden = ModelLimits.Hidden, Layers = ModelLimits.Layers, HeadDim = 2048 }, "weights"),
    ];

    [TestCaseSource(nameof(Refused))]
    public void WhyNot_OutsideLimits_NamesTheDimension(ModelShape model, string name) =>
        Assert.That(ModelLimits.WhyNot(model), Does.Contain(name));

    [Test]
    public void WhyNot_AtLimitOfOneDimension_IsNull()
    {
        Assert.That(ModelLimits.WhyNot(Model), Is.Null);
        Assert.That(ModelLimits.WhyNot(Model with { Vocabulary = ModelLimits.Vocabulary }), Is.Null);
    }

    [Test]
    public void WhyNot_AllDimensionsAtTheirLimits_CountsWeightsWithoutOverflow()
    {
        ModelShape largest = Model with
        {
            Hidden = ModelLimits.Hidden, Layers = ModelLimits.Layers, Heads = ModelLimits.Heads,
            KvHeads = ModelLimits.Heads, HeadDim = ModelLimits.HeadDim, FeedForward = ModelLimits.FeedForward,
            Vocabulary = ModelLimits.Vocabulary, EmbeddingDim = ModelLimits.Hidden - 1,
        };
        Assert.That(ModelLimits.WhyNot(largest), Does.Contain("weights"));
    }
}
