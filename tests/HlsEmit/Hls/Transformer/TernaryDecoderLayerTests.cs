using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats;
using Accel.HlsEmit.Engines;
using Accel.HlsEmit.TableLookup;
using Accel.HlsEmit.Transformer;
using Accel.Sim.Transformer;
using Accel.Tests.Conformance;

namespace Accel.Tests.HlsEmit.Hls.Transformer;

/// <summary><c>ternary_decoder_layer</c> around <c>tablelookup_engine</c> against the reference, bit by bit.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class TernaryDecoderLayerTests
{
    [TestCase(1, 0, 4, 4, 16, 64, 96)]
    [TestCase(1, 37, 4, 2, 32, 64, 144)]
    [TestCase(2, 0, 2, 1, 48, 96, 112)]
    [TestCase(9, 0, 4, 2, 16, 80, 176)]
    [TestCase(32, 0, 6, 3, 16, 96, 64)]
    public void Layer_OfAScaledDesign_LeavesWhatItsReferenceLeaves(
        int tokens, int position, int heads, int kvHeads, int headDim, int hidden, int ffn)
    {
        Design design = new TableLookupEngineFamily().ScaleDown(Design());
        LayerShape shape = new(hidden, new HeadShape(heads, kvHeads, headDim), ffn);
        Run(design, shape, tokens, position);
    }

    [Test]
    public void Layer_OfTheWholeDesignAndModel_LeavesWhatItsReferenceLeaves() =>
        Run(Design(), new LayerShape(1536, new HeadShape(16, 16, 96), 4096), 1, 100);

    [Test]
    public void WhyNot_OfALayerThatTheBuffersDoNotHold_SaysSo() => Assert.That(
        DecoderLayerProduct.WhyNot(Design(), new LayerShape(4096, new HeadShape(32, 32, 128), 11008)),
        Does.Contain("buffers"));

    private static Design Design() => ShippedFiles.Design("tellme-kv260");

    [TestCase(1, 5)]
    [TestCase(5, 0)]
    public void Layer_OfAScaledDesign_KeepsEveryRuleOfPragmas(int tokens, int position)
    {
        Design design = new TableLookupEngineFamily().ScaleDown(Design());
        using HlsBench bench = Bench(design, new LayerShape(96, new HeadShape(8, 4, 16), 144), tokens, position).Bench;
        Assert.That(bench.Violations(), Is.Empty);
    }

    private static void Run(Design design, LayerShape shape, int tokens, int position)
    {
        (HlsBench bench, int words) = Bench(design, shape, tokens, position);
        using (bench)
        {
            Assert.That(bench.Run(), Is.EqualTo(words));
        }
    }

    private static (HlsBench Bench, int Words) Bench(Design design, LayerShape shape, int tokens, int position)
    {
        var product = DecoderLayerProduct.Create(design, shape, tokens, position, seed: 11);
        AttentionUnit attention = ((TableLookupFabric)design.Fabric).Attention;
        Engine engine = new TableLookupEngineFamily().Engine(
            design, TensorFormat.Parse("ternary"), TensorFormat.Parse("int8"));
        HlsBench bench = new("Transformer/layer_tb.cpp");
        bench.With("TB_ENGINE", string.Join(',', engine.Parameters.Select(parameter => parameter.Value)))
            .With("TB_HIDDEN", shape.Hidden).With("TB_HEADS", shape.Heads.Heads)
            .With("TB_KV_HEADS", shape.Heads.KvHeads).With("TB_HEAD_DIM", shape.Heads.HeadDim)
            .With("TB_FFN", shape.Ffn).With("TB_QUERIES", attention.Queries).With("TB_LANES", attention.Lanes)
            .With("TB_DECODE_LANES", attention.DecodeLanes);
        bench.Write("sizes.hex", [BitConverter.GetBytes(tokens), BitConverter.GetBytes(position)]);
        bench.WriteImage("weights.hex", product.Weights, product.WeightWordBits / 8);
        foreach ((string name, byte[] image) in new[]
        {
            ("parameters", product.Parameters), ("turns", product.Turns), ("activations", product.Activations),
            ("keys", product.Keys), ("values", product.Values), ("expected_activations", product.ExpectedActivations),
            ("expected_keys", product.ExpectedKeys), ("expected_values", product.ExpectedValues),
        })
        {
            bench.WriteImage(name + ".hex", image, 32);
        }

        int words = (product.Activations.Length + product.Keys.Length + product.Values.Length) / 32;
        return (bench, words);
    }
}
