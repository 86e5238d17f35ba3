using Accel.Arch.Workloads;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Arch.Workloads;

public class AttentionPatternTests
{
    [Test]
    public void Full_LeavesOperatorsAsTheyAre()
    {
        foreach (Phase phase in new[] { Phase.Prefill(256), Phase.Decode(256, 300) })
        {
            Assert.That(WorkloadOperators.Expand(Models.Llama38B, phase, 2, LogitsRule.All, AttentionPattern.Full),
                Is.EqualTo(WorkloadOperators.Expand(Models.Llama38B, phase, 2, LogitsRule.All)));
        }
    }

    [TestCase(299, 299, 299)]
    [TestCase(300, 300, 300)]
    [TestCase(301, 300, 301)]
    [TestCase(1000, 300, 1000)]
    public void Expand_Window_LimitsWhatAttentionMeetsInEveryStep(int limit, int first, int later)
    {
        AttentionPattern pattern = new() { Sinks = 4, Window = limit - 4 };
        Operator[] operators = Expand(Phase.Decode(256, 300), pattern);
        GemmOperator scores = Gemm(operators, "attention.qk");
        GemmOperator values = Gemm(operators, "attention.av");
        VectorOperator softmax = operators.OfType<VectorOperator>().Single(work => work.Name == "attention.softmax");
        Assert.That((scores.N, values.K, softmax.Width), Is.EqualTo(((long)first, (long)first, (long)first)));
        Assert.That((scores.At(5000).N, values.At(5000).K, softmax.WidthAt(5000)),
            Is.EqualTo(((long)limit, (long)limit, (long)limit)));
        Assert.That(scores.At(later).N, Is.EqualTo(Math.Min(limit, later)));
        Assert.That(operators.Where(work => work.ContextAxis == ContextAxis.None),
            Has.All.Matches((Operator work) => work.ContextLimit == long.MaxValue));
    }

    [Test]
    public void Expand_WindowInPrefill_ChargesEachTokenItsLimit()
    {
        AttentionPattern pattern = new() { Sinks = 4, Window = 60 };
        Assert.That(Gemm(Expand(Phase.Prefill(200), pattern), "attention.qk").N, Is.EqualTo(64));
        Assert.That(Gemm(Expand(Phase.Prefill(50), pattern), "attention.qk").N, Is.EqualTo(50));
        Assert.That(Gemm(Expand(Phase.Prefill(200), pattern), "attention.qk").M, Is.EqualTo(200 * 4));
    }

    /// <summary>Shares that no binary fraction holds must not round a whole number of tiles up.</summary>
    [TestCase(2048, 64, 0.155, 1024, 159)]
    [TestCase(2048, 64, 1, 1024, 1024)]
    [TestCase(640, 64, 0.07, 100, 7)]
    [TestCase(640, 64, 0.29, 100, 29)]
    [TestCase(641, 64, 0.29, 121, 36)]
    [TestCase(63, 64, 0.0001, 1, 1)]
    public void MaskedTiles_OfAMask_AreItsShareOfTheSquareRoundedUp(
        int tokens, int block, double density, int tiles, int computed)
    {
        foreach (string name in new[] { "attention.qk", "attention.av" })
        {
            AttentionPattern pattern = new() { Block = block, Density = density };
            GemmOperator gemm = Gemm(Expand(Phase.Prefill(tokens), pattern), name);
            Assert.That((gemm.MaskTiles, gemm.MaskedTiles), Is.EqualTo(((long)tiles, (long)computed)));
            Assert.That((gemm.BlockDensity, gemm.MaskBlock), Is.EqualTo((density, (long)block)));
            GemmOperator full = Gemm(Expand(Phase.Prefill(tokens), AttentionPattern.Full), name);
            Assert.That(gemm with { BlockDensity = 1, MaskBlock = 0 }, Is.EqualTo(full), "shapes stay");
            Assert.That((full.MaskTiles, full.MaskedTiles), Is.EqualTo((0L, 0L)));
        }
    }

    [Test]
    public void Expand_MaskAndWindow_MaskInPrefillAndWindowInDecode()
    {
        AttentionPattern pattern = new() { Sinks = 4, Window = 60, Block = 64, Density = 0.25 };
        GemmOperator prefill = Gemm(Expand(Phase.Prefill(256), pattern), "attention.qk");
        GemmOperator decode = Gemm(Expand(Phase.Decode(8, 256), pattern), "attention.qk");
        Assert.That((prefill.N, prefill.MaskedTiles), Is.EqualTo((256L, 4L)));
        Assert.That((decode.N, decode.MaskTiles), Is.EqualTo((64L, 0L)));
    }

    [Test]
    public void Load_AttentionOfAWorkload_IsKept()
    {
        Assert.That(Load("{ sinks: 4, window: 2044, block: 64, density: 0.155 }").Pattern, Is.EqualTo(
            new AttentionPattern { Sinks = 4, Window = 2044, Block = 64, Density = 0.155 }));
        Assert.That(Load("{ window: 128 }").Pattern!.PositionLimit, Is.EqualTo(128));
        Assert.That(Load(null).Pattern, Is.EqualTo(AttentionPattern.Full));
    }

    [TestCase("{ sinks: 4 }",
        "w.yaml:5:21: error ACC006: attention.sinks needs attention.window beside it (window: 2044)")]
    [TestCase("{ density: 0.1 }",
        "w.yaml:5:23: error ACC006: attention.density needs attention.block beside it (block: 64)")]
    [TestCase("{ block: 64 }",
        "w.yaml:5:21: error ACC006: attention.block needs attention.density beside it (density: 0.155)")]
    [TestCase("{}",
        "w.yaml:5:12: error ACC006: attention needs 'window', or 'block' and 'density' (leave it out where tokens "
            + "attend to everything)")]
    [TestCase("{ sinks: -1, window: 8 }",
        "w.yaml:5:21: error ACC010: attention.sinks must be a whole number from 0 to 16777216, got -1")]
    [TestCase("{ window: 0 }",
        "w.yaml:5:22: error ACC010: attention.window must be a whole number from 1 to 16777216, got 0")]
    [TestCase("{ block: 64, density: 0 }",
        "w.yaml:5:34: error ACC010: attention.density must be a number from 0.0001 to 1, got 0")]
    [TestCase("{ block: 64, density: 1.01 }",
        "w.yaml:5:34: error ACC010: attention.density must be a number from 0.0001 to 1, got 1.01")]
    [TestCase("{ windw: 8 }", "w.yaml:5:14: error ACC005: attention has no key 'windw' (did you mean 'window'?)")]
    [TestCase("full", "w.yaml:5:12: error ACC007: attention must be a mapping, got 'full'")]
    public void Load_MistakenAttention_IsADiagnostic(string attention, string expected)
    {
        (AttentionPattern? pattern, string[] lines) = Load(attention);
        Assert.That(pattern, Is.Null);
        Assert.That(lines, Is.EqualTo(new[] { expected }));
    }

    [TestCase("bert-base", "w.yaml:5:12: error ACC013: bert-base is an encoder, and a window is of a decoder "
        + "(leave 'attention.window' out)")]
    [TestCase("resnet-50", "w.yaml:5:12: error ACC013: resnet-50 is a network, whose attention is within an image "
        + "(leave 'attention' out)")]
    public void Load_WindowOfAModelWithoutDecode_IsADiagnostic(string model, string expected) =>
        Assert.That(Load("{ window: 8 }", model, "[ { prefill: 1 } ]").Lines, Is.EqualTo(new[] { expected }));

    private static (AttentionPattern? Pattern, string[] Lines) Load(
        string? attention, string model = "llama-2-7b", string phases = "[ { prefill: 8 }, { decode: 8 } ]")
    {
        using ConfigFolder folder = new();
        folder.Write("w.yaml", $"kind: workload\nmodel: {model}\nphases: {phases}\n"
            + "precision: { weights: int8, activations: int8 }\n"
            + (attention is null ? string.Empty : $"attention: {attention}\n"));
        return (folder.Loader().Workload("w.yaml")?.Attention, folder.Lines);
    }

    private static Operator[] Expand(Phase phase, AttentionPattern pattern) =>
        [.. WorkloadOperators.Expand(Models.Llama38B, phase, 1, LogitsRule.All, pattern)];

    private static GemmOperator Gemm(Operator[] operators, string name) =>
        operators.OfType<GemmOperator>().Single(work => work.Name == name);
}
