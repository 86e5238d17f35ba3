using Accel.Arch.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Accel.Arch.Yaml;

/// <summary>Turns YAML text into nodes with places, within limits that no honest file meets.</summary>
/// <remarks>
/// The only file that knows YamlDotNet. Takes one document without tags; aliases may expand up to a limit.
/// </remarks>
public sealed class YamlReader
{
    /// <summary>Largest text, in characters.</summary>
    public const int MaximumLength = 1 << 20;

    /// <summary>Deepest nesting.</summary>
    public const int MaximumDepth = 32;

    /// <summary>Most nodes after aliases are expanded.</summary>
    public const int MaximumNodes = 50_000;

    private readonly string _file;
    private readonly Dictionary<string, (ConfigNode Node, int Size, int Height)> _anchors = [];
    private readonly Parser _parser;
    private readonly DiagnosticBag _diagnostics;
    private int _nodes;

    private YamlReader(string text, string file, DiagnosticBag diagnostics)
    {
        _file = file;
        _diagnostics = diagnostics;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>Reads a text; on failure reports why and returns null.</summary>
    /// <param name="file">The name that diagnostics show.</param>
    public static ConfigNode? Read(string text, string file, DiagnosticBag diagnostics)
    {
        if (text.Length > MaximumLength)
        {
            diagnostics.Error(DiagnosticCodes.Limit, new SourceLocation(file),
                $"the file has {text.Length} characters; {MaximumLength} are the most");
            return null;
        }

        var reader = new YamlReader(text, file, diagnostics);
        try
        {
            return reader.ReadDocument();
        }
        catch (InputException refusal)
        {
            diagnostics.AddRange(refusal.Diagnostics);
        }
        catch (YamlException error)
        {
            diagnostics.Error(DiagnosticCodes.Syntax, reader.Location(error.Start), Tidy(error));
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or OverflowException
            or FormatException or IndexOutOfRangeException)
        {
            // The scanner lets these escape on some malformed directives and escapes.
            diagnostics.Error(DiagnosticCodes.Syntax, new SourceLocation(file), "not valid YAML");
        }

        return null;
    }

    private ConfigNode ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            throw new InputException(DiagnosticCodes.Syntax, new SourceLocation(_file, 1, 1), "the file is empty");
        }

        _parser.Consume<DocumentStart>();
        ConfigNode root = ReadNode(1);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out DocumentStart? second))
        {
            throw new InputException(DiagnosticCodes.Syntax, Location(second.Start), "a file holds one document");
        }

        return root;
    }

    private ConfigNode ReadNode(int depth)
    {
        ParsingEvent current = _parser.Current!;
        RefuseDepth(depth, current.Start);
        if (current is AnchorAlias)
        {
            return ReadAlias(depth);
        }

        int before = _nodes;
        CountNodes(1, current.Start);
        var start = (NodeEvent)current;
        RefuseTag(start);
        ConfigNode node = start switch
        {
            Scalar => ReadScalar(),
            SequenceStart => ReadList(depth),
            _ => ReadMap(depth),
        };
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = (node, _nodes - before, Height(node));
        }

        return node;
    }

    private ScalarNode ReadScalar()
    {
        Scalar scalar = _parser.Consume<Scalar>();
        bool isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null";
        return new ScalarNode(isNull ? string.Empty : scalar.Value, Location(scalar.Start));
    }

    private ListNode ReadList(int depth)
    {
        SequenceStart start = _parser.Consume<SequenceStart>();
        List<ConfigNode> items = [];
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new ListNode(items, Location(start.Start));
    }

    private MapNode ReadMap(int depth)
    {
        MappingStart start = _parser.Consume<MappingStart>();
        List<MapNode.Entry> entries = [];
        Dictionary<string, SourceLocation> seen = [];
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (_parser.Current is not Scalar key)
            {
                throw new InputException(DiagnosticCodes.Syntax, Location(_parser.Current!.Start),
                    "a key must be a word");
            }

            RefuseTag(key);
            _parser.MoveNext();
            SourceLocation where = Location(key.Start);
            if (!seen.TryAdd(key.Value, where))
            {
                _diagnostics.Error(DiagnosticCodes.DuplicateKey, where,
                    $"the key '{key.Value}' stands twice", $"first at {seen[key.Value]}");
            }

            entries.Add(new MapNode.Entry(key.Value, where, ReadNode(depth + 1)));
        }

        return new MapNode(entries, Location(start.Start));
    }

    private ConfigNode ReadAlias(int depth)
    {
        AnchorAlias alias = _parser.Consume<AnchorAlias>();
        if (!_anchors.TryGetValue(alias.Value.Value, out (ConfigNode Node, int Size, int Height) target))
        {
            throw new InputException(DiagnosticCodes.Syntax, Location(alias.Start),
                $"the alias *{alias.Value.Value} has no finished anchor before it");
        }

        CountNodes(target.Size, alias.Start);
        RefuseDepth(depth + target.Height, alias.Start);
        return target.Node;
    }

    /// <summary>Levels below a node.</summary>
    private static int Height(ConfigNode node) => node switch
    {
        ListNode { Items.Count: > 0 } list => 1 + list.Items.Max(Height),
        MapNode { Entries.Count: > 0 } map => 1 + map.Entries.Max(entry => Height(entry.Value)),
        _ => 0,
    };

    private void RefuseDepth(int depth, Mark where)
    {
        if (depth > MaximumDepth)
        {
            throw new InputException(DiagnosticCodes.Limit, Location(where),
                $"nested deeper than {MaximumDepth} levels");
        }
    }

    private void CountNodes(int count, Mark where)
    {
        _nodes += count;
        if (_nodes > MaximumNodes)
        {
            throw new InputException(DiagnosticCodes.Limit, Location(where),
                $"more than {MaximumNodes} values once aliases are expanded");
        }
    }

    private void RefuseTag(NodeEvent node)
    {
        // A quoted scalar carries the non-specific tag "!".
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
        {
            throw new InputException(DiagnosticCodes.Syntax, Location(node.Start),
                $"tags such as {node.Tag} are not used here");
        }
    }

    private SourceLocation Location(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);

    private static string Tidy(YamlException error)
    {
        string message = error.InnerException?.Message ?? error.Message;
        int line = message.IndexOf('\n', StringComparison.Ordinal);
        return "not valid YAML: " + (line < 0 ? message : message[..line]).TrimEnd('.', '\r');
    }
}
