using System.Text.RegularExpressions;
using Accel.Tests.Support;

namespace Accel.Tests.Docs;

/// <summary>
/// A part of a document that the program's own words make: between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- end
/// --&gt;</c>.
/// </summary>
internal static partial class DocumentBlock
{
    /// <summary>Set to 1, the tests write what they expect into the documents instead of failing.</summary>
    private const string Accept = "ACCEL_ACCEPT_DOCS";

    /// <summary>Fails with the text due when the document has another.</summary>
    public static void Check(string document, string name, IEnumerable<string> lines)
    {
        string path = Path.Combine(Path.GetDirectoryName(Shipped.Configs())!, "docs", document);
        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        Match block = Blocks().Matches(text).FirstOrDefault(block => block.Groups["name"].Value == name)
            ?? throw new InvalidDataException($"docs/{document} has no block '{name}'");
        string due = string.Join('\n', lines) + "\n";
        Group body = block.Groups["body"];
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(path, text[..body.Index] + due + text[(body.Index + body.Length)..]);
            return;
        }

        Assert.That(body.Value, Is.EqualTo(due),
            $"docs/{document}, block '{name}', is out of date; {Accept}=1 ./test --filter Docs writes it anew");
    }

    /// <summary>The names of a document's blocks.</summary>
    public static IEnumerable<string> Names(string document) => Blocks()
        .Matches(File.ReadAllText(Path.Combine(Path.GetDirectoryName(Shipped.Configs())!, "docs", document)))
        .Select(block => block.Groups["name"].Value);

    [GeneratedRegex(@"<!-- (?<name>[a-z0-9-]+) -->\n(?<body>.*?)<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
