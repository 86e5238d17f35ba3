using System.Globalization;
using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;

namespace Accel.Tests.Arch.Workloads;

/// <summary>The shipped models, read by plain means and by the YAML binding, against published dimensions.</summary>
public class ModelLibraryTests
{
    private static readonly string[] Keys =
    [
        "kind", "name", "source", "hidden", "layers", "heads", "kv-heads", "head-dim", "feed-forward",
        "gated-feed-forward", "vocabulary", "norm", "norms-per-layer", "rotary", "activation",
    ];

    /// <summary>Keys that an encoder has besides.</summary>
    private static readonly string[] EncoderKeys = ["post-norm", "language-model-head", "decoder"];

    /// <summary>A key that only BitNet has besides.</summary>
    private const string SubNormsKey = "sub-norms";

    private static IEnumerable<string> Published() =>
        File.ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Reference", "bitmod_model_shapes.csv"))
            .Where(line => line.Length > 0 && line[0] != '#').Skip(1);

    [Test]
    public void Published_HasSixModels() => Assert.That(Published().Count(), Is.EqualTo(6));

    [TestCaseSource(nameof(Published))]
    public void Model_AgainstPublishedShape_IsTheSame(string row)
    {
        string[] cells = row.Split(',');
        ModelShape model = Read(cells[0].ToLowerInvariant());
        Assert.That(
            new[]
            {
                model.Hidden, model.Layers, model.Heads, model.KvHeads, model.HeadDim,
                model.FeedForward, model.Vocabulary,
            },
            Is.EqualTo(cells[1..7].Append(cells[8]).Select(Number)));
        Assert.That(model.GatedFeedForward, Is.EqualTo(cells[7] == "gate+up+down"));
        Assert.That(WorkloadOperators.LinearWeights(model), Is.EqualTo(Number(cells[9])));
    }

    /// <summary>80 x (2 x 8192 x 8192 + 2 x 8192 x 1024 + 3 x 8192 x 28672) + 8192 x 128256.</summary>
    [Test]
    public void Llama370B_LinearWeights_AreSixtyNineBillion() =>
        Assert.That(WorkloadOperators.LinearWeights(Read("llama-3-70b")), Is.EqualTo(69_501_714_432));

    /// <summary>
    /// 12 x (4 x 768 x 768 + 2 x 768 x 3072) weights; with their biases and two layer norms a layer the encoder has the
    /// 85.05 million parameters of the checkpoint's 109.48 that are neither embedding nor pooler.
    /// </summary>
    [Test]
    public void BertBase_LinearWeightsBiasesAndNorms_AreTheEncodersParameters()
    {
        const long Biases = 12 * ((4 * 768) + 3072 + 768), Norms = 12 * 2 * 2 * 768;
        const long Embeddings = ((30522 + 512 + 2) * 768) + (2 * 768), Pooler = (768 * 768) + 768;
        long weights = WorkloadOperators.LinearWeights(Read("bert-base"));
        Assert.That(weights, Is.EqualTo(84_934_656));
        Assert.That(weights + Biases + Norms, Is.EqualTo(85_054_464));
        Assert.That(weights + Biases + Norms + Embeddings + Pooler, Is.EqualTo(109_482_240));
    }

    [Test]
    public void Library_EveryFile_HasExactlyTheKeysAndNamesItsSource()
    {
        string[] files = Files();
        Assert.That(files, Has.Length.GreaterThanOrEqualTo(8));
        foreach (string file in files)
        {
            Dictionary<string, string> pairs = Pairs(file);
            string[] more = pairs.ContainsKey("decoder") ? EncoderKeys
                : pairs.ContainsKey(SubNormsKey) ? [SubNormsKey] : [];
            Assert.That(pairs.Keys, Is.EqualTo((string[])[.. Keys, .. more]), file);
            Assert.That(pairs["name"], Is.EqualTo(Path.GetFileNameWithoutExtension(file)));
            Assert.That(pairs["source"], Does.StartWith("Hugging Face "), file);
            Assert.That(ModelLimits.WhyNot(Read(pairs["name"])), Is.Null, file);
        }
    }

    [Test]
    public void Library_EveryFile_BindsToTheSameShape()
    {
        foreach (string file in Files())
        {
            var diagnostics = new DiagnosticBag();
            var library = new ConfigLibrary([Path.GetDirectoryName(Folder)!], Folder, []);
            Model? bound = ModelFile.Load(file, new BindContext(diagnostics, library));
            Assert.That(diagnostics.Items, Is.Empty);
            Assert.That(bound, Is.EqualTo(Read(Path.GetFileNameWithoutExtension(file))));
        }
    }

    /// <summary>The transformers; networks have tests of their own.</summary>
    private static string[] Files() =>
        [.. Directory.GetFiles(Folder, "*.yaml").Where(file => File.ReadLines(file).First() == "kind: model")];

    private static string Folder
    {
        get
        {
            string? folder = TestContext.CurrentContext.TestDirectory;
            while (folder is not null && !File.Exists(Path.Combine(folder, "Accel.sln")))
            {
                folder = Path.GetDirectoryName(folder);
            }

            return Path.Combine(folder!, "configs", "models");
        }
    }

    private static ModelShape Read(string name)
    {
        Dictionary<string, string> pairs = Pairs(Path.Combine(Folder, $"{name}.yaml"));
        return new ModelShape
        {
            Name = pairs["name"],
            Hidden = Number(pairs["hidden"]),
            Layers = Number(pairs["layers"]),
            Heads = Number(pairs["heads"]),
            KvHeads = Number(pairs["kv-heads"]),
            HeadDim = Number(pairs["head-dim"]),
            FeedForward = Number(pairs["feed-forward"]),
            GatedFeedForward = bool.Parse(pairs["gated-feed-forward"]),
            Vocabulary = Number(pairs["vocabulary"]),
            NormsPerLayer = (int)Number(pairs["norms-per-layer"]),
            RmsNorm = pairs["norm"] == "rms",
            RotaryEmbedding = bool.Parse(pairs["rotary"]),
            Activation = pairs["activation"],
            SubNorms = pairs.TryGetValue(SubNormsKey, out string? subNorms) && bool.Parse(subNorms),
            PostNorm = pairs.TryGetValue("post-norm", out string? postNorm) && bool.Parse(postNorm),
            HasLanguageModelHead = !pairs.TryGetValue("language-model-head", out string? head) || bool.Parse(head),
            IsDecoder = !pairs.TryGetValue("decoder", out string? decoder) || bool.Parse(decoder),
            Source = pairs["source"],
        };
    }

    private static Dictionary<string, string> Pairs(string file) =>
        File.ReadLines(file).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
