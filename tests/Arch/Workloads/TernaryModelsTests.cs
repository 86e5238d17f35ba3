using Accel.Arch.Workloads;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Workloads;

/// <summary>
/// BitNet b1.58 and TriLM as shipped, against the dimensions that are at hand and the published totals.
/// </summary>
public class TernaryModelsTests
{
    private static IEnumerable<string> Names =>
        ReferenceCsv.Read("ternary_model_shapes.csv").Select(row => row["model"]);

    [Test]
    public void Library_OfTernaryModels_HasThirteen() => Assert.That(Names.Count(), Is.EqualTo(13));

    [TestCaseSource(nameof(Names))]
    public void Model_AgainstItsReference_IsTheSame(string name)
    {
        ReferenceCsv row = ReferenceCsv.Read("ternary_model_shapes.csv").Single(row => row["model"] == name);
        ModelShape model = Shipped.Model(name);
        Assert.That(
            new[] { model.Hidden, model.FeedForward, model.Layers, model.Heads, model.KvHeads, model.HeadDim },
            Is.EqualTo(new[] { "hidden", "feed_forward", "layers", "heads", "kv_heads", "head_dim" }
                .Select(row.Count)));
        Assert.That(LayerWeights(model), Is.EqualTo(row.Count("ternary_weights")));
        Assert.That(model.GatedFeedForward && model.RmsNorm && model.RotaryEmbedding);
        Assert.That(model.SubNorms, Is.EqualTo(name.StartsWith("bitnet", StringComparison.Ordinal)));
        Assert.That(model.Activation, Is.EqualTo(name.EndsWith("2b-4t", StringComparison.Ordinal) ? "relu2" : "silu"));
    }

    /// <summary>Embedding and head are one matrix, counted once.</summary>
    [TestCase("bitnet-b1.58-0.7b", 0.729)]
    [TestCase("bitnet-b1.58-1.3b", 1.273)]
    [TestCase("bitnet-b1.58-3b", 3.324)]
    [TestCase("bitnet-b1.58-2b-4t", 2.412)]
    public void LinearWeights_OfBitNet_AreItsTotal(string name, double billions) =>
        Assert.That(WorkloadOperators.LinearWeights(Shipped.Model(name)) * 1e-9, Is.EqualTo(billions).Within(0.0005));

    /// <summary>Embedding and head are two matrices; the name says the total, rounded down by up to 5 %.</summary>
    [TestCase("trilm-99m", 99)]
    [TestCase("trilm-190m", 190)]
    [TestCase("trilm-390m", 390)]
    [TestCase("trilm-560m", 560)]
    [TestCase("trilm-830m", 830)]
    [TestCase("trilm-1.1b", 1100)]
    [TestCase("trilm-1.5b", 1500)]
    [TestCase("trilm-2.4b", 2400)]
    [TestCase("trilm-3.9b", 3989)]
    public void Weights_OfTriLM_AreTheTotalInItsName(string name, double millions)
    {
        ModelShape model = Shipped.Model(name);
        long all = WorkloadOperators.LinearWeights(model) + (model.Vocabulary * model.Hidden);
        Assert.That(all * 1e-6, Is.EqualTo(millions).Within(5).Percent);
    }

    private static long LayerWeights(ModelShape model) =>
        WorkloadOperators.LinearWeights(model) - (model.Vocabulary * model.Hidden);
}
