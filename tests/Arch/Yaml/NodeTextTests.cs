using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Yaml;

public class NodeTextTests
{
    private static readonly string[] Awkward =
    [
        "", " ", "x ", " x", "- x", "a: b", "a #b", "--- # sweep x", "null", "~", "true", "false", "yes", "1 GHz",
        "0x1F", "'", "\"", "\\", "\\n", "a\nb",
        "a\r\nb", "tab\there", "\u0085", "\u2028x", "x\u2029", "\uFEFFbom", "\u00A0", "é", "日本", "😀", "\e[31m",
        "\u0001", "*x", "&x", "!x", "%x", "@x", "`x", "[", "{",
        "]", "}", ",", "?", "|", ">", "fp3-er-ea/128@fp16", "1e5", ".", "-", "--", "...", "---", "a\0b", "\u007F",
        "\uFFFE",
    ];

    [Test]
    public void Write_AwkwardText_ReadsBackTheSame()
    {
        foreach (string text in Awkward)
        {
            MapNode map = new([new("key", default, Scalar(text)),
                new("list", default, new ListNode([Scalar(text)], default))], default);
            Assert.That(Describe(Read(NodeText.Write(map))), Is.EqualTo(Describe(map)),
                $"U+{string.Join(" U+", text.Select(c => $"{(int)c:X4}"))}");
        }
    }

    [Test]
    public void Write_RandomTrees_ReadBackTheSame()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            MapNode map = Map(random, 1);
            Assert.That(Describe(Read(NodeText.Write(map))), Is.EqualTo(Describe(map)), $"seed {seed}");
        }
    }

    [Test]
    public void Write_ShippedFiles_ReadBackTheSame()
    {
        foreach (string file in Directory.EnumerateFiles(Shipped.Configs(), "*.yaml", SearchOption.AllDirectories))
        {
            MapNode map = Read(File.ReadAllText(file));
            Assert.That(Describe(Read(NodeText.Write(map))), Is.EqualTo(Describe(map)), file);
        }
    }

    private static MapNode Map(Random random, int depth)
    {
        Dictionary<string, MapNode.Entry> entries = [];
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            string key = Text(random);
            entries[key] = new MapNode.Entry(key, default, Node(random, depth + 1));
        }

        return new MapNode([.. entries.Values], default);
    }

    private static ConfigNode Node(Random random, int depth) => random.Next(depth > 5 ? 1 : 4) switch
    {
        1 => new ListNode([.. Enumerable.Range(0, random.Next(4)).Select(_ => Node(random, depth + 1))], default),
        2 => Map(random, depth),
        3 => new MapNode([], default),
        _ => Scalar(Text(random)),
    };

    private static string Text(Random random) => random.Next(3) == 0
        ? new string([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => (char)random.Next(1, 0x2100))])
        : Awkward[random.Next(Awkward.Length)];

    private static ScalarNode Scalar(string text) => new(text, default);

    private static MapNode Read(string text)
    {
        DiagnosticBag bag = new();
        ConfigNode? node = YamlReader.Read(text, "f.yaml", bag);
        Assert.That(bag.Items, Is.Empty, text);
        return (MapNode)node!;
    }

    private static string Describe(ConfigNode node) => node switch
    {
        ScalarNode scalar => $"<{scalar.Text}>",
        ListNode list => $"[{string.Join(",", list.Items.Select(Describe))}]",
        MapNode map => $"{{{string.Join(",", map.Entries.Select(entry => $"<{entry.Key}>={Describe(entry.Value)}"))}}}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
