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

    [Test]
    public void Library_EveryFile_HasExactlyTheKeysAndNamesItsSource()
    {
        string[] files = Directory.GetFiles(Folder, "*.yaml");
        Assert.That(files, Has.Length.GreaterThanOrEqualTo(7));
        foreach (string file in files)
        {
            Dictionary<string, string> pairs = Pairs(file);
            Assert.That(pairs.Keys, Is.EqualTo(Keys), file);
            Assert.That(pairs["name"], Is.EqualTo(Path.GetFileNameWithoutExtension(file)));
            Assert.That(pairs["source"], Does.StartWith("Hugging Face "), file);
            Assert.That(ModelLimits.WhyNot(Read(pairs["name"])), Is.Null, file);
        }
    }

    [Test]
    public void Library_EveryFile_BindsToTheSameShape()
    {
        foreach (string file in Directory.GetFiles(Folder, "*.yaml"))
        {
            var diagnostics = new DiagnosticBag();
            var library = new ConfigLibrary([Path.GetDirectoryName(Folder)!], Folder, []);
            ModelShape? bound = ModelSchema.Load(file, new BindContext(diagnostics, library));
            Assert.That(diagnostics.Items, Is.Empty);
            Assert.That(bound, Is.EqualTo(Read(Path.GetFileNameWithoutExtension(file))));
        }
    }

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
            Source = pairs["source"],
        };
    }

    private static Dictionary<string, string> Pairs(string file) =>
        File.ReadLines(file).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
