using Accel.Arch.Workloads;

namespace Accel.Tests.Arch.Workloads;

public class OperatorGraphTests
{
    private static readonly Phase Phase = Phase.Prefill(16);

    private static readonly ModelShape[] Shapes =
    [
        Models.Llama27B, Models.Llama38B, Models.Phi2, Models.Bert,
        Models.Llama27B with { SubNorms = true, EmbeddingDim = 256 },
        Models.Phi2 with { NormsPerLayer = 2, ParallelBlock = true, RotaryEmbedding = false },
    ];

    [TestCaseSource(nameof(Shapes))]
    public void TopologicalOrder_AnyModel_HasEachOperatorOnceAfterItsInputs(ModelShape model)
    {
        OperatorGraph graph = Graph(model);
        var done = new HashSet<string>();
        foreach (Operator work in graph.TopologicalOrder())
        {
            Assert.That(graph.InputsOf(work.Name).Select(input => input.Name), Is.SubsetOf(done), work.Name);
            Assert.That(done.Add(work.Name), Is.True, work.Name);
        }

        Assert.That(done, Is.EquivalentTo(Listed(model).Select(work => work.Name)));
    }

    [TestCaseSource(nameof(Shapes))]
    public void Expand_AnyModel_IsATopologicalOrderItself(ModelShape model)
    {
        OperatorGraph graph = Graph(model);
        List<string> names = [.. Listed(model).Select(work => work.Name)];
        foreach (string name in names)
        {
            Assert.That(
                graph.InputsOf(name).Select(input => names.IndexOf(input.Name)), Has.All.LessThan(names.IndexOf(name)));
        }
    }

    [TestCaseSource(nameof(Shapes))]
    public void InputsOf_AnyModel_OnlyTheEmbeddingHasNone(ModelShape model)
    {
        OperatorGraph graph = Graph(model);
        Assert.That(
            Listed(model).Where(work => graph.InputsOf(work.Name).Count == 0).Select(work => work.Name),
            Is.EqualTo(new[] { "embed_tokens" }));
    }

    [TestCase("attention.qk", "rotary_emb")]
    [TestCase("attention.av", "attention.softmax", "v_proj")]
    [TestCase("act_fn", "gate_proj", "up_proj")]
    [TestCase("mlp.residual", "attention.residual", "down_proj")]
    [TestCase("post_attention_layernorm", "attention.residual")]
    public void InputsOf_Llama_AreThoseOfTheLayer(string name, params string[] inputs) =>
        Assert.That(Graph(Models.Llama27B).InputsOf(name).Select(work => work.Name), Is.EquivalentTo(inputs));

    [Test]
    public void InputsOf_ParallelBlock_FeedForwardReadsTheSharedNorm() =>
        Assert.That(Graph(Models.Phi2).InputsOf("fc1").Single().Name, Is.EqualTo("input_layernorm"));

    [Test]
    public void InputsOf_UnknownName_Throws() =>
        Assert.That(() => Graph(Models.Phi2).InputsOf("gate_proj"), Throws.InstanceOf<KeyNotFoundException>());

    /// <summary>Of query, key and value the slowest counts, and of gate and up projection the slower.</summary>
    [Test]
    public void CriticalPath_Llama_TakesTheSlowestBranch()
    {
        var weights = new Dictionary<string, double>
        {
            ["q_proj"] = 5, ["k_proj"] = 7, ["v_proj"] = 9, ["rotary_emb"] = 1, ["attention.qk"] = 10,
            ["attention.softmax"] = 2, ["attention.av"] = 11, ["gate_proj"] = 20, ["up_proj"] = 21, ["lm_head"] = 3,
        };
        CriticalPath path = Graph(Models.Llama27B).CriticalPath(work => weights.GetValueOrDefault(work.Name));
        Assert.That(path.Length, Is.EqualTo(7 + 1 + 10 + 2 + 11 + 21 + 3));
        Assert.That(
            path.Operators.Select(work => work.Name).Where(weights.ContainsKey),
            Is.EqualTo(new[]
            {
                "k_proj", "rotary_emb", "attention.qk", "attention.softmax", "attention.av", "up_proj", "lm_head",
            }));

        weights["v_proj"] = 30;
        Assert.That(
            Graph(Models.Llama27B).CriticalPath(work => weights.GetValueOrDefault(work.Name)).Length,
            Is.EqualTo(30 + 11 + 21 + 3));
    }

    /// <summary>In parallel the longer of attention and feed-forward counts; in sequence their sum does.</summary>
    [TestCase(true, 70)]
    [TestCase(false, 110)]
    public void CriticalPath_ParallelBlock_TakesTheLongerBranch(bool parallel, double length)
    {
        ModelShape model = Models.Phi2 with { NormsPerLayer = 2, ParallelBlock = parallel };
        CriticalPath path = Graph(model).CriticalPath(work => work.Name switch { "fc1" => 70, "o_proj" => 40, _ => 0 });
        Assert.That(path.Length, Is.EqualTo(length));
    }

    [TestCaseSource(nameof(Shapes))]
    public void CriticalPath_RandomWeights_IsTheLongestOfAllChains(ModelShape model)
    {
        OperatorGraph graph = Graph(model);
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            Dictionary<string, double> weights =
                Listed(model).ToDictionary(work => work.Name, _ => (double)random.Next(100));
            CriticalPath path = graph.CriticalPath(work => weights[work.Name]);
            Assert.That(path.Length, Is.EqualTo(weights.Keys.Max(name => Longest(graph, weights, name))));
            Assert.That(path.Operators.Sum(work => weights[work.Name]), Is.EqualTo(path.Length));
            foreach ((Operator before, Operator after) in path.Operators.Zip(path.Operators.Skip(1)))
            {
                Assert.That(graph.InputsOf(after.Name), Does.Contain(before));
            }
        }
    }

    [TestCase(-1)]
    [TestCase(double.NaN)]
    public void CriticalPath_BadWeight_Throws(double weight) =>
        Assert.That(() => Graph(Models.Phi2).CriticalPath(_ => weight), Throws.ArgumentException);

    /// <summary>By plain recursion over the inputs, without memory or order.</summary>
    private static double Longest(OperatorGraph graph, Dictionary<string, double> weights, string name) =>
        weights[name]
        + graph.InputsOf(name).Select(input => Longest(graph, weights, input.Name)).DefaultIfEmpty().Max();

    private static OperatorGraph Graph(ModelShape model) => OperatorGraph.Of(model, Phase, 1, LogitsRule.All);

    private static IReadOnlyList<Operator> Listed(ModelShape model) =>
        WorkloadOperators.Expand(model, Phase, 1, LogitsRule.All);
}
