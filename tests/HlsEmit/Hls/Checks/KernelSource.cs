using System.Text.RegularExpressions;

namespace Accel.Tests.HlsEmit.Hls.Checks;

/// <summary>A source of a kernel: its pragmas, and its braces with what is in front of them.</summary>
/// <remarks>
/// No parser of C++. It goes by the house style of kernels: braces around every body, a pragma on a line of its own, a
/// declaration a statement.
/// </remarks>
internal sealed partial class KernelSource
{
    private readonly int[] _lineStarts;

    public KernelSource(string name, string text)
    {
        Name = name;
        Text = text;
        Lines = text.Split('\n');
        _lineStarts = new int[Lines.Count];
        for (int i = 1; i < _lineStarts.Length; i++)
        {
            _lineStarts[i] = _lineStarts[i - 1] + Lines[i - 1].Length + 1;
        }

        Code = Blank(text);
        Blocks = FindBlocks();
        Pragmas = [.. Lines.Select((line, i) => HlsPragma.Of(line, i, _lineStarts[i])).OfType<HlsPragma>()];
    }

    public string Name { get; }

    public string Text { get; }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>The text with blanks for comments, strings and what the preprocessor reads.</summary>
    public string Code { get; }

    /// <summary>In the order of their opening braces.</summary>
    public IReadOnlyList<SourceBlock> Blocks { get; }

    public IReadOnlyList<HlsPragma> Pragmas { get; }

    /// <summary>The line of a character, from 0 on.</summary>
    public int LineOf(int index)
    {
        int found = Array.BinarySearch(_lineStarts, index);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Where a line begins.</summary>
    public int StartOf(int line) => _lineStarts[line];

    /// <summary>A place as compilers write it.</summary>
    public string Where(int index) => $"{Name}:{LineOf(index) + 1}";

    /// <summary>The innermost block around a place.</summary>
    public SourceBlock? BlockAt(int index) => Blocks.LastOrDefault(block => block.Contains(index));

    /// <summary>The innermost function around a place.</summary>
    public SourceBlock? FunctionAt(int index)
    {
        SourceBlock? block = BlockAt(index);
        while (block is not null && block.Kind != BlockKind.Function)
        {
            block = block.Parent;
        }

        return block;
    }

    /// <summary>The pragmas directly inside a block.</summary>
    public IEnumerable<HlsPragma> PragmasOf(SourceBlock block) =>
        Pragmas.Where(pragma => BlockAt(pragma.Index) == block);

    /// <summary>Whether there is no code between two places.</summary>
    public bool IsEmpty(int from, int to) => string.IsNullOrWhiteSpace(Code[from..to]);

    /// <summary>Template arguments and all that they enclose, left out.</summary>
    public static string WithoutTemplates(string code)
    {
        string before;
        do
        {
            before = code;
            code = TemplateArguments().Replace(code, string.Empty);
        }
        while (code != before);
        return code;
    }

    private List<SourceBlock> FindBlocks()
    {
        List<SourceBlock> blocks = [];
        Stack<SourceBlock> open = new();
        int start = 0, parentheses = 0;
        for (int i = 0; i < Code.Length; i++)
        {
            switch (Code[i])
            {
                case '(':
                    parentheses++;
                    break;
                case ')':
                    parentheses--;
                    break;
                case ';' when parentheses == 0:
                    start = i + 1;
                    break;
                case '{':
                    while (start < i && char.IsWhiteSpace(Code[start]))
                    {
                        start++;
                    }

                    string header = Code[start..i];
                    SourceBlock? parent = open.Count > 0 ? open.Peek() : null;
                    open.Push(new SourceBlock(parentheses > 0 ? BlockKind.Initializer : KindOf(header, parent), header,
                        start, i, parent));
                    blocks.Add(open.Peek());
                    start = i + 1;
                    break;
                case '}' when open.Count > 0:
                    open.Pop().Close = i;
                    start = i + 1;
                    break;
                default:
                    break;
            }
        }

        return blocks;
    }

    private static BlockKind KindOf(string header, SourceBlock? parent)
    {
        string words = Labels().Replace(WithoutTemplates(header), string.Empty).Trim();
        return Scopes().IsMatch(words) && !words.Contains('(') ? BlockKind.Scope
            : words.StartsWith("extern", StringComparison.Ordinal) && !words.Contains('(') ? BlockKind.Scope
            : Loops().IsMatch(words) ? BlockKind.Loop
            : Branches().IsMatch(words) ? BlockKind.Branch
            : words.EndsWith('=') || words.StartsWith("return", StringComparison.Ordinal) ? BlockKind.Initializer
            : words.Contains(')') && parent is null or { Kind: BlockKind.Scope } ? BlockKind.Function
            : BlockKind.Other;
    }

    /// <summary>Blanks for what is no code; every character stays in its place.</summary>
    private static string Blank(string text) => NoCode().Replace(text, match => Blanks().Replace(match.Value, " "));

    /// <remarks>Comments of both kinds, strings, characters, and lines of the preprocessor.</remarks>
    [GeneratedRegex(
        """//[^\n]*|/\*[\s\S]*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|(?<=^|\n)[ \t]*#(?:\\\n|[^\n])*""")]
    private static partial Regex NoCode();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"<[\w\s:,*&+\-/()\[\]!=?]*>")]
    private static partial Regex TemplateArguments();

    [GeneratedRegex(@"^(?:\s*\w+\s*:(?!:))+")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\b(?:namespace|struct|class|union|enum)\b")]
    private static partial Regex Scopes();

    [GeneratedRegex(@"^(?:for|while|do)\b")]
    private static partial Regex Loops();

    [GeneratedRegex(@"^(?:if|else|switch)\b")]
    private static partial Regex Branches();
}
