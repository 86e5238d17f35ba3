using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Arch.Workloads.HuggingFace;

namespace Accel.Tests.Arch.Workloads.HuggingFace;

public class HuggingFaceConfigTests
{
    [Test]
    public void Read_Llama_GivesTheWholeShape() =>
        Assert.That(Read(Configs.Llama38B), Is.EqualTo(Models.Llama38B with
        {
            Name = "Some-Model", Source = "Hugging Face models/Some-Model/config.json",
        }));

    [Test]
    public void Read_Phi_GivesTheWholeShape() =>
        Assert.That(Read(Configs.Phi2), Is.EqualTo(Models.Phi2 with
        {
            Name = "Some-Model", Source = "Hugging Face models/Some-Model/config.json",
        }));

    [Test]
    public void Read_Bert_GivesTheWholeShape() =>
        Assert.That(Read(Configs.BertBase), Is.EqualTo(Models.Bert with
        {
            Name = "Some-Model", Source = "Hugging Face models/Some-Model/config.json",
        }));

    // Hidden, layers, heads, KV heads, head dimension, feed-forward, vocabulary.
    [TestCase(Configs.Qwen205B, 896, 24, 14, 2, 64, 4864, 151936)]
    [TestCase(Configs.Gemma7B, 3072, 28, 16, 16, 256, 24576, 256000)]
    [TestCase(Configs.BitNet2B, 2560, 30, 20, 5, 128, 6912, 128256)]
    [TestCase(Configs.Opt350M, 1024, 24, 16, 16, 64, 4096, 50272)]
    [TestCase(Configs.Gpt2, 768, 12, 12, 12, 64, 3072, 50257)]
    [TestCase(Configs.StarCoder, 6144, 40, 48, 1, 128, 24576, 49152)]
    [TestCase(Configs.GptNeoX20B, 6144, 44, 64, 64, 96, 24576, 50432)]
    public void Read_EachStyle_FindsTheDimensions(string text, params int[] dimensions)
    {
        ModelShape model = Read(text);
        Assert.That(
            new[]
            {
                model.Hidden, model.Layers, model.Heads, model.KvHeads, model.HeadDim,
                model.FeedForward, model.Vocabulary,
            },
            Is.EqualTo(dimensions));
    }

    [Test]
    public void Read_Opt350M_HasNormsAfterAndANarrowEmbedding()
    {
        ModelShape model = Read(Configs.Opt350M);
        Assert.That((model.PostNorm, model.EmbeddingDim, model.Activation), Is.EqualTo((true, 512, "relu")));
        Assert.That((model.RmsNorm, model.RotaryEmbedding, model.GatedFeedForward), Is.EqualTo((false, false, false)));
    }

    /// <summary>Of 124 439 808 parameters, 786 432 embed positions and 121 344 are biases and norms.</summary>
    [Test]
    public void Read_Gpt2_HasThePublishedWeights() =>
        Assert.That(WorkloadOperators.LinearWeights(Read(Configs.Gpt2)), Is.EqualTo(123_532_032));

    [Test]
    public void Read_BitNet_HasSubNormsUnderEitherModelType()
    {
        Assert.That((Read(Configs.BitNet2B).SubNorms, Read(Configs.BitNet2B).Activation), Is.EqualTo((true, "relu2")));
        Assert.That((Read(Configs.BitNet3B).SubNorms, Read(Configs.BitNet3B).Activation), Is.EqualTo((true, "silu")));
        Assert.That(Read(Configs.Llama38B).SubNorms, Is.False);
    }

    [TestCase("true", true)]
    [TestCase("false", false)]
    public void Read_GptNeoX_ParallelByItsFlag(string flag, bool parallel)
    {
        string text = Configs.GptNeoX20B.Replace(
            "\"rotary_pct\": 0.25", $"\"use_parallel_residual\": {flag}", StringComparison.Ordinal);
        Assert.That((Read(text).ParallelBlock, Read(text).NormsPerLayer), Is.EqualTo((parallel, 2)));
    }

    [Test]
    public void Read_BertWithoutMaskedHead_IsAnEncoderWithoutHead()
    {
        ModelShape model = Read(Configs.BertBase.Replace("BertForMaskedLM", "BertModel", StringComparison.Ordinal));
        Assert.That((model.IsDecoder, model.HasLanguageModelHead), Is.EqualTo((false, false)));
    }

    [Test]
    public void Read_NoKvHeads_TakesAsManyAsHeads()
    {
        string text = Configs.Llama38B.Replace("\"num_key_value_heads\": 8,", string.Empty, StringComparison.Ordinal);
        Assert.That(Read(text).KvHeads, Is.EqualTo(32));
    }

    [TestCase("models/Some-Model/config.json", "Some-Model")]
    [TestCase("models/my-llama.json", "my-llama")]
    [TestCase("config.json", "llama")]
    [TestCase("../config.json", "llama")]
    public void Read_Name_ComesFromTheFolderOrTheFile(string file, string name) =>
        Assert.That(
            HuggingFaceConfig.Read(Configs.Llama38B, file, new DiagnosticBag())?.Name,
            Is.EqualTo(name));

    [Test]
    public void Read_ByteOrderMark_IsSkipped() =>
        Assert.That(Read("\uFEFF" + Configs.Llama38B).Layers, Is.EqualTo(32));

    private static ModelShape Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        ModelShape? model = HuggingFaceConfig.Read(text, "models/Some-Model/config.json", diagnostics);
        Assert.That(diagnostics.Items, Is.Empty);
        return model!;
    }
}
