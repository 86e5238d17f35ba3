using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Yaml;

public class ConfigLibraryTests
{
    private const string Design = "kind: design\ntechnology: cmos-28nm\nfabric: { kind: bit-serial }\n";

    [Test]
    public void List_SeveralRoots_IsSortedAndTheFirstRootWins()
    {
        using ConfigFolder folder = new();
        folder.WithRoot("mine").Write("mine/designs/bitmod-28nm.yaml", Design);
        folder.Write("mine/designs/aaa.yaml", Design);
        folder.Write("mine/designs/notes.txt", "no design");
        IReadOnlyList<(string Name, string Path)> designs = folder.Library().List("designs");
        Assert.That(designs.Select(entry => entry.Name), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(designs[0], Is.EqualTo(("aaa", "mine/designs/aaa.yaml")));
        Assert.That(designs, Does.Contain(("bitmod-28nm", "mine/designs/bitmod-28nm.yaml")));
        Assert.That(designs.Single(entry => entry.Name == "fp16-28nm").Path, Does.StartWith(Shipped.Configs()));
        Assert.That(folder.Library().List("nothing"), Is.Empty);
    }

    [Test]
    public void FindArgument_PathOrName_IsFoundInThatOrder()
    {
        using ConfigFolder folder = new();
        folder.WithRoot("mine").Write("mine/designs/own.yaml", Design);
        folder.Write("here.yaml", Design);
        ConfigLibrary library = folder.Library();
        Assert.That(library.FindArgument("here.yaml", "designs", folder.Diagnostics), Is.EqualTo("here.yaml"));
        Assert.That(library.FindArgument("own", "designs", folder.Diagnostics), Is.EqualTo("mine/designs/own.yaml"));
        Assert.That(library.FindArgument("own.yaml", "designs", folder.Diagnostics),
            Is.EqualTo("mine/designs/own.yaml"));
        Assert.That(library.FindArgument("designs/own.yaml", "designs", folder.Diagnostics),
            Is.EqualTo("mine/designs/own.yaml"));
        Assert.That(library.FindArgument("bitmod-28nm", "designs", folder.Diagnostics),
            Does.EndWith("configs/designs/bitmod-28nm.yaml"));
        Assert.That(folder.Lines, Is.Empty);
    }

    [TestCase("bitmod-28mm",
        "command line: error ACC002: there is no file or design 'bitmod-28mm' (did you mean 'bitmod-28nm'?)")]
    [TestCase("zzz",
        "command line: error ACC002: there is no file or design 'zzz' (one of: accllm-u280, ant-28nm, "
            + "ant-systolic-28nm, ")]
    [TestCase("", "command line: error ACC002: there is no file or design ''")]
    [TestCase("a/b.yaml", "command line: error ACC002: there is no file or design 'a/b.yaml' (the config roots are: ")]
    public void FindArgument_Missing_SuggestsWhatThereIs(string argument, string start)
    {
        using ConfigFolder folder = new();
        Assert.That(folder.Library().FindArgument(argument, "designs", folder.Diagnostics), Is.Null);
        Assert.That(folder.Lines.Single(), Does.StartWith(start));
    }

    [Test]
    public void FindReference_BesideTheFile_IsFoundBeforeTheRoots()
    {
        using ConfigFolder folder = new();
        folder.Write("sub/cmos-28nm", "kind: technology");
        var from = new SourceLocation("sub/design.yaml", 1, 1);
        Assert.That(folder.Library().FindReference("cmos-28nm", "technologies", from, folder.Diagnostics),
            Is.EqualTo("sub/cmos-28nm"));
    }

    [TestCase("../secret.yaml")]
    [TestCase("../sub/../secret.yaml")]
    [TestCase("deep/../../secret.yaml")]
    [TestCase("/etc/passwd")]
    [TestCase("../../../../../../../../etc/passwd")]
    [TestCase("../missing.yaml")]
    public void FindReference_PathOutOfTheRoots_IsRefused(string reference)
    {
        using ConfigFolder folder = new();
        folder.Write("secret.yaml", Design);
        folder.Write("sub/design.yaml", Design);
        Assert.That(folder.Library().FindReference(reference, "designs", new SourceLocation("sub/design.yaml", 2, 10),
            folder.Diagnostics), Is.Null);
        Assert.That(folder.Lines, Is.EqualTo(new[]
        {
            $"sub/design.yaml:2:10: error ACC002: '{reference}' leaves the config roots (refer to a file beside this "
                + $"one, or to a name that 'accel list' shows)",
        }));
    }

    [TestCase("link.yaml", "secret.yaml", "link.yaml")]
    [TestCase("folder", "elsewhere", "folder/inner.yaml")]
    public void FindReference_LinkOutOfTheRoots_IsRefused(string link, string target, string reference)
    {
        using ConfigFolder folder = new();
        folder.Write("secret.yaml", Design);
        folder.Write("elsewhere/inner.yaml", Design);
        folder.Write("sub/design.yaml", Design);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "sub", link), Path.Combine(folder.Path, target));
        Assert.That(folder.Library().FindReference(reference, "designs", new SourceLocation("sub/design.yaml", 2, 10),
            folder.Diagnostics), Is.Null);
        Assert.That(folder.Lines.Single(), Does.Contain("leaves the config roots"));
    }

    [Test]
    public void FindReference_LinkInsideTheRoots_IsFollowed()
    {
        using ConfigFolder folder = new();
        folder.WithRoot("mine").Write("mine/designs/real.yaml", Design);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "mine/designs/alias.yaml"),
            Path.Combine(folder.Path, "mine/designs/real.yaml"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "door"), Path.Combine(folder.Path, "mine"));
        ConfigLibrary library = new(["door"], folder.Path, []);
        DiagnosticBag bag = new();
        Assert.That(library.FindReference("alias", "designs", new SourceLocation("x.yaml", 1, 1), bag),
            Is.EqualTo("door/designs/alias.yaml"));
        Assert.That(bag.Items, Is.Empty);
    }

    [Test]
    public void FindReference_FromAnArgument_StartsInTheWorkingDirectory()
    {
        using ConfigFolder folder = new();
        folder.Write("sub/node.yaml", "kind: technology");
        var from = new SourceLocation("--set technology=sub/node.yaml");
        Assert.That(folder.Library().FindReference("sub/node.yaml", "technologies", from, folder.Diagnostics),
            Is.EqualTo("sub/node.yaml"));
    }

    [Test]
    public void FindReference_ImpossibleNames_AreMissingAndNothingElse()
    {
        using ConfigFolder folder = new();
        foreach (string name in new[] { "a\0b", new string('x', 5000), "a\nb", "con:", "*", "." })
        {
            Assert.That(folder.Library().FindReference(name, "designs", new SourceLocation("d.yaml", 1, 1),
                folder.Diagnostics), Is.Null, name);
            Assert.That(folder.Diagnostics.Items.Single().Code, Is.EqualTo(DiagnosticCodes.File));
        }
    }

    [Test]
    public void Load_ChainOfExtends_LaysTheNearerOverTheFarther()
    {
        using ConfigFolder folder = new();
        folder.Write("a.yaml", "kind: design\nextends: b.yaml\nfabric: { rows: 1 }\n");
        folder.Write("b.yaml", "kind: design\nextends: sub/c.yaml\nfabric: { rows: 2, columns: 2 }\nclock: 2 GHz\n");
        folder.Write("sub/c.yaml", "kind: design\nextends: bitmod-28nm\nfabric: { rows: 3, columns: 3, lanes: 8 }\n");
        var design = folder.Loader().Design("a.yaml");
        Assert.That(folder.Lines, Is.Empty);
        var fabric = (Accel.Arch.Designs.BitSerial.BitSerialFabric)design!.Fabric;
        Assert.That((fabric.Rows, fabric.Columns, fabric.Lanes, fabric.TileRows), Is.EqualTo((1, 2, 8, 8)));
        Assert.That(design.Clock.Value, Is.EqualTo(2e9));
    }

    [Test]
    public void Load_Extends_TakesNeitherNameNorDescription()
    {
        using ConfigFolder folder = new();
        folder.Write("own.yaml", "kind: design\nextends: bitmod-28nm\n");
        folder.Write("named.yaml", "kind: design\nextends: own.yaml\nname: other\n");
        folder.Write("node.yaml", "kind: technology\nextends: cmos-28nm\nidle-energy-share: 0.1\n");
        folder.Write("placed.yaml", "kind: design\nextends: named.yaml\ntechnology: node.yaml\n");
        Accel.Arch.Scenarios.ScenarioLoader loader = folder.Loader();
        Assert.That(loader.Design("own.yaml")!.Name, Is.EqualTo("own"));
        Assert.That(loader.Design("named.yaml")!.Name, Is.EqualTo("other"));
        Accel.Arch.Designs.Design placed = loader.Design("placed.yaml")!;
        Assert.That((placed.Name, placed.Technology.Name), Is.EqualTo(("placed", "node")));
        Assert.That(folder.Lines, Is.Empty);
        MapNode map = folder.Library().Load("own.yaml", "design", "designs", folder.Diagnostics)!;
        Assert.That(map["description"], Is.Null);
    }

    [TestCase("a.yaml", "a.yaml:2:10: error ACC014: extends 'a.yaml' returns to where it began")]
    [TestCase("b.yaml", "b.yaml:2:10: error ACC014: extends 'a.yaml' returns to where it began")]
    public void Load_ExtendsThatReturns_IsADiagnostic(string target, string line)
    {
        using ConfigFolder folder = new();
        folder.Write("a.yaml", $"kind: design\nextends: {target}\n");
        folder.Write("b.yaml", "kind: design\nextends: a.yaml\n");
        Assert.That(folder.Library().Load("a.yaml", "design", "designs", folder.Diagnostics), Is.Null);
        Assert.That(folder.Lines, Is.EqualTo(new[] { line }));
    }

    [TestCase("kind: design\nextends: nowhere.yaml\n",
        "a.yaml:2:10: error ACC002: there is no file or design 'nowhere.yaml'")]
    [TestCase("kind: design\nextends: [ x ]\n", "a.yaml:2:10: error ACC007: extends must name a file, got a list")]
    [TestCase("kind: design\nextends:\n", "a.yaml:2:9: error ACC007: extends must name a file, got nothing")]
    [TestCase("kind: design\nextends: workloads/llama-2-7b-chat.yaml\n",
        "error ACC011: a file of kind 'design' is needed here, got 'workload'")]
    [TestCase("kind: desing\n", "a.yaml:1:7: error ACC011: a file of kind 'design' is needed here, got 'desing'")]
    [TestCase("kind: [ design ]\n", "a.yaml:1:7: error ACC011: a file of kind 'design' is needed here, got a list")]
    [TestCase("- design\n", "a.yaml:1:1: error ACC007: the file must be a mapping, got a list")]
    [TestCase("design\n", "a.yaml:1:1: error ACC007: the file must be a mapping, got 'design'")]
    [TestCase("name: x\n", "a.yaml:1:1: error ACC006: the file needs the key 'kind' (kind: design)")]
    public void Load_WrongFile_SaysWhy(string text, string part)
    {
        using ConfigFolder folder = new();
        folder.Write("a.yaml", text);
        folder.Library().Load("a.yaml", "design", "designs", folder.Diagnostics);
        Assert.That(folder.Lines.Single(), Does.Contain(part));
    }

    [Test]
    public void ReadText_BytesThatAreNoText_AreDiagnostics()
    {
        using ConfigFolder folder = new();
        File.WriteAllBytes(Path.Combine(folder.Path, "latin.yaml"), [(byte)'a', (byte)':', 0xE9]);
        File.WriteAllBytes(Path.Combine(folder.Path, "bom.yaml"), [0xEF, 0xBB, 0xBF, (byte)'a', (byte)':', (byte)'1']);
        File.WriteAllBytes(Path.Combine(folder.Path, "big.yaml"), new byte[YamlReader.MaximumLength + 1]);
        Directory.CreateDirectory(Path.Combine(folder.Path, "folder.yaml"));
        ConfigLibrary library = folder.Library();
        Assert.That(library.ReadText("bom.yaml", folder.Diagnostics), Is.EqualTo("a:1"));
        foreach (string file in new[] { "latin.yaml", "big.yaml", "folder.yaml", "none.yaml" })
        {
            Assert.That(library.ReadText(file, folder.Diagnostics), Is.Null);
        }

        Assert.That(folder.Lines, Is.EqualTo(new[]
        {
            "latin.yaml: error ACC001: the file is not UTF-8 text",
            "big.yaml: error ACC003: the file is larger than 1048576 bytes",
            "folder.yaml: error ACC002: is a folder",
            "none.yaml: error ACC002: there is no such file",
        }));
    }

    [Test]
    public void ReadText_DeviceWithoutEnd_StopsAtTheLimit()
    {
        using ConfigFolder folder = new();
        Assert.That(folder.Library().ReadText("/dev/zero", folder.Diagnostics), Is.Null);
        Assert.That(folder.Lines,
            Is.EqualTo(new[] { "/dev/zero: error ACC003: the file is larger than 1048576 bytes" }));
    }

    [Test]
    public void Model_HuggingFaceConfig_IsFoundByAbsoluteAndByRelativePath()
    {
        const string Config = """
            { "architectures": [ "LlamaForCausalLM" ], "model_type": "llama", "hidden_size": 256,
              "intermediate_size": 512, "num_hidden_layers": 2, "num_attention_heads": 8, "num_key_value_heads": 4,
              "vocab_size": 1000, "hidden_act": "silu" }
            """;
        using ConfigFolder folder = new();
        folder.Write("checkpoint/config.json", Config);
        using ConfigFolder elsewhere = new();
        elsewhere.Write("config.json", Config);
        foreach (string path in new[] { "checkpoint/config.json", Path.Combine(elsewhere.Path, "config.json") })
        {
            folder.Write("w.yaml",
                $"kind: workload\nmodel: {path}\nphases: [ {{ prefill: 4 }} ]\nprecision: {{ weights: int8/128, "
                    + $"activations: fp16 }}\n");
            var workload = folder.Loader().Workload("w.yaml");
            Assert.That(folder.Lines, Is.Empty);
            Assert.That(workload!.Model, Is.InstanceOf<ModelShape>());
            Assert.That(((ModelShape)workload.Model).Hidden, Is.EqualTo(256));
            Assert.That(((ModelShape)workload.Model).KvHeads, Is.EqualTo(4));
        }

        folder.Write("w.yaml",
            "kind: workload\nmodel: ../other/config.json\nphases: [ { prefill: 4 } ]\nprecision: { weights: "
                + "int8/128, activations: fp16 }\n");
        Assert.That(folder.Loader().Workload("w.yaml"), Is.Null);
        Assert.That(folder.Lines.Single(), Does.StartWith(
            "w.yaml:2:8: error ACC002: '../other/config.json' leaves the config roots"));
    }
}
