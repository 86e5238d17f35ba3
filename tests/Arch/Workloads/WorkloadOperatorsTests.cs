using Accel.Arch.Workloads;

namespace Accel.Tests.Arch.Workloads;

public class WorkloadOperatorsTests
{
    private static readonly Phase Chat = Phase.Decode(steps: 256, context: 300);

    [Test]
    public void Expand_Llama_ListsOperatorsInOrder()
    {
        Assert.That(Names(Models.Llama27B, Phase.Prefill(256)), Is.EqualTo(new[]
        {
            "embed_tokens", "input_layernorm", "q_proj", "k_proj", "v_proj", "rotary_emb", "attention.qk",
            "attention.softmax", "attention.av", "o_proj", "attention.residual", "post_attention_layernorm",
            "gate_proj", "up_proj", "act_fn", "down_proj", "mlp.residual", "norm", "lm_head",
        }));
    }

    [Test]
    public void Expand_ParallelBlock_HasOneNormAndTwoMatrices()
    {
        Assert.That(Names(Models.Phi2, Phase.Prefill(256)), Is.EqualTo(new[]
        {
            "embed_tokens", "input_layernorm", "q_proj", "k_proj", "v_proj", "rotary_emb", "attention.qk",
            "attention.softmax", "attention.av", "o_proj", "attention.residual", "fc1", "act_fn", "fc2",
            "mlp.residual", "norm", "lm_head",
        }));
    }

    [Test]
    public void Expand_Encoder_NormsAfterResidualsAndTransformsBeforeTheHead()
    {
        Assert.That(Names(Models.Bert, Phase.Prefill(128)), Is.EqualTo(new[]
        {
            "embed_tokens", "embeddings.norm", "q_proj", "k_proj", "v_proj", "attention.qk", "attention.softmax",
            "attention.av", "o_proj", "attention.residual", "post_attention_layernorm", "fc1", "act_fn", "fc2",
            "mlp.residual", "output_layernorm", "lm_head.dense", "lm_head.act_fn", "lm_head.norm", "lm_head",
        }));
    }

    [Test]
    public void Expand_SubNorms_StandBeforeOutputProjections()
    {
        string[] names = Names(Models.Llama27B with { SubNorms = true }, Chat);
        Assert.That(names[Array.IndexOf(names, "o_proj") - 1], Is.EqualTo("attn_sub_norm"));
        Assert.That(names[Array.IndexOf(names, "down_proj") - 1], Is.EqualTo("ffn_sub_norm"));
        Assert.That(Vector(Models.Llama27B with { SubNorms = true }, Chat, "ffn_sub_norm").Width, Is.EqualTo(11008));
    }

    [Test]
    public void Expand_NarrowEmbedding_ProjectsAtBothEnds()
    {
        ModelShape model = Models.Llama27B with { EmbeddingDim = 512 };
        Assert.That(Shape(Gemm(model, Chat, "project_in")), Is.EqualTo((1, 512, 4096)));
        Assert.That(Shape(Gemm(model, Chat, "project_out")), Is.EqualTo((1, 4096, 512)));
        Assert.That(Shape(Gemm(model, Chat, "lm_head")), Is.EqualTo((1, 512, 32000)));
    }

    [TestCase("q_proj", 256, 4096, 4096)]
    [TestCase("k_proj", 256, 4096, 4096)]
    [TestCase("o_proj", 256, 4096, 4096)]
    [TestCase("gate_proj", 256, 4096, 11008)]
    [TestCase("up_proj", 256, 4096, 11008)]
    [TestCase("down_proj", 256, 11008, 4096)]
    [TestCase("lm_head", 256, 4096, 32000)]
    [TestCase("attention.qk", 256, 128, 256)]
    [TestCase("attention.av", 256, 256, 128)]
    public void Expand_LlamaPrefill_HasShape(string name, long m, long k, long n) =>
        Assert.That(Shape(Gemm(Models.Llama27B, Phase.Prefill(256), name)), Is.EqualTo((m, k, n)));

    [TestCase("k_proj", 6, 4096, 1024, 32)]
    [TestCase("v_proj", 6, 4096, 1024, 32)]
    [TestCase("o_proj", 6, 4096, 4096, 32)]
    [TestCase("attention.qk", 4, 128, 300, 32 * 8 * 6)]
    [TestCase("attention.av", 4, 300, 128, 32 * 8 * 6)]
    [TestCase("lm_head", 6, 4096, 128256, 1)]
    public void Expand_GroupedQueryDecode_HasShapeAndCount(string name, long m, long k, long n, long count)
    {
        GemmOperator gemm = Gemm(Models.Llama38B, Chat, name, batch: 6);
        Assert.That(Shape(gemm), Is.EqualTo((m, k, n)));
        Assert.That(gemm.Count, Is.EqualTo(count));
    }

    [Test]
    public void Expand_GroupedQueryPrefill_StacksTokensOfTheGroup() =>
        Assert.That(Shape(Gemm(Models.Llama38B, Phase.Prefill(100), "attention.qk")), Is.EqualTo((400, 128, 100)));

    /// <summary>6 607 077 376 linear weights x 256 tokens; 2 x 32 layers x 4096 x 256 x 256.</summary>
    [Test]
    public void Expand_LlamaPrefill_CountsMacs() =>
        Assert.That(Macs(Models.Llama27B, Phase.Prefill(256), 1), Is.EqualTo((1_691_411_808_256L, 17_179_869_184L)));

    /// <summary>7 504 658 432 linear weights x 3 sequences; 2 x 32 layers x 32 heads x 128 x 300 x 3.</summary>
    [Test]
    public void Expand_GroupedQueryDecode_CountsMacs() =>
        Assert.That(Macs(Models.Llama38B, Chat, 3), Is.EqualTo((22_513_975_296L, 235_929_600L)));

    [Test]
    public void Expand_Decode_ContextGrowsOnItsAxisAlone()
    {
        Assert.That(Gemm(Models.Llama38B, Chat, "attention.qk").At(555), Is.EqualTo((4, 128, 555)));
        Assert.That(Gemm(Models.Llama38B, Chat, "attention.av").At(555), Is.EqualTo((4, 555, 128)));
        Assert.That(Gemm(Models.Llama38B, Chat, "q_proj").At(555), Is.EqualTo((1, 4096, 4096)));
        Assert.That(Vector(Models.Llama38B, Chat, "attention.softmax").WidthAt(555), Is.EqualTo(555));
        Assert.That(Vector(Models.Llama38B, Chat, "act_fn").WidthAt(555), Is.EqualTo(14336));
    }

    [TestCase("embed_tokens", 10, 4096, 1, 1)]
    [TestCase("input_layernorm", 10, 4096, 2, 1)]
    [TestCase("rotary_emb", 400, 128, 1, 1)]
    [TestCase("attention.softmax", 320, 5, 3, 1)]
    [TestCase("act_fn", 10, 14336, 1, 2)]
    [TestCase("mlp.residual", 10, 4096, 1, 2)]
    public void Expand_VectorOperators_HaveRowsWidthPassesOperands(
        string name, long rows, long width, int passes, int operands)
    {
        VectorOperator vector = Vector(Models.Llama38B, Phase.Prefill(5), name, batch: 2);
        Assert.That((vector.Rows, vector.Width), Is.EqualTo((rows, width)));
        Assert.That((vector.Passes, vector.Operands), Is.EqualTo((passes, operands)));
    }

    [Test]
    public void Expand_LayerNormWithoutGate_TakesThreePassesAndOneOperand()
    {
        Assert.That(Vector(Models.Phi2, Chat, "input_layernorm").Passes, Is.EqualTo(3));
        Assert.That(Vector(Models.Phi2, Chat, "act_fn").Operands, Is.EqualTo(1));
    }

    [TestCase(LogitsRule.All, 512)]
    [TestCase(LogitsRule.Last, 2)]
    public void Expand_Logits_DecideRowsOfTheHead(LogitsRule logits, long rows)
    {
        GemmOperator head = WorkloadOperators.Expand(Models.Llama27B, Phase.Prefill(256), 2, logits)
            .OfType<GemmOperator>().Single(gemm => gemm.Role == OperatorRole.LanguageModelHead);
        Assert.That(head.M, Is.EqualTo(rows));
    }

    [TestCase(LogitsRule.All)]
    [TestCase(LogitsRule.Last)]
    public void Expand_EncoderHead_ScoresAllTokens(LogitsRule logits) => Assert.That(
        ((GemmOperator)WorkloadOperators.Expand(Models.Bert, Phase.Prefill(128), 2, logits)[^1]).M, Is.EqualTo(256));

    [Test]
    public void Expand_EncoderWithoutHead_EndsWithTheLastLayer() =>
        Assert.That(Names(Models.Bert with { HasLanguageModelHead = false }, Phase.Prefill(8))[^1],
            Is.EqualTo("output_layernorm"));

    [Test]
    public void Expand_EncoderDecode_IsRefusedWithTheReason()
    {
        Assert.That(WorkloadOperators.WhyNot(Models.Bert, Chat), Does.Contain("encoder"));
        Assert.That(WorkloadOperators.WhyNot(Models.Bert, Phase.Prefill(8)), Is.Null);
        Assert.That(() => Names(Models.Bert, Chat), Throws.ArgumentException);
    }

    [Test]
    public void Expand_BadArguments_Throw()
    {
        Assert.That(() => Gemm(Models.Llama27B, Chat, "q_proj", batch: 0), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Names(Models.Llama27B, Phase.Prefill(0)), Throws.ArgumentException);
        Assert.That(() => Names(Models.Llama27B, Phase.Decode(4, context: 0)), Throws.ArgumentException);
        Assert.That(() => Names(Models.Llama27B with { KvHeads = 5 }, Chat), Throws.ArgumentException);
    }

    private static string[] Names(ModelShape model, Phase phase) =>
        [.. WorkloadOperators.Expand(model, phase, 1, LogitsRule.All).Select(work => work.Name)];

    private static GemmOperator Gemm(ModelShape model, Phase phase, string name, long batch = 1) =>
        (GemmOperator)WorkloadOperators.Expand(model, phase, batch, LogitsRule.All).Single(work => work.Name == name);

    private static VectorOperator Vector(ModelShape model, Phase phase, string name, long batch = 1) =>
        (VectorOperator)WorkloadOperators.Expand(model, phase, batch, LogitsRule.All).Single(work => work.Name == name);

    private static (long M, long K, long N) Shape(GemmOperator gemm) => (gemm.M, gemm.K, gemm.N);

    private static (long Linear, long Attention) Macs(ModelShape model, Phase phase, long batch)
    {
        GemmOperator[] gemms =
            [.. WorkloadOperators.Expand(model, phase, batch, LogitsRule.All).OfType<GemmOperator>()];
        return (
            gemms.Where(gemm => !gemm.IsAttention).Sum(gemm => gemm.Macs * gemm.Count),
            gemms.Where(gemm => gemm.IsAttention).Sum(gemm => gemm.Macs * gemm.Count));
    }
}
