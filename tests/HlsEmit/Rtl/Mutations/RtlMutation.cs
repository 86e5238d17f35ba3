using System.Text.RegularExpressions;

namespace Accel.Tests.HlsEmit.Rtl.Mutations;

/// <summary>A line of a module, and the same line with one thing wrong.</summary>
/// <param name="Line">From 1.</param>
internal sealed record RtlMutation(int Line, string Before, string After)
{
    /// <summary>What is exchanged, in both directions where it makes sense.</summary>
    private static readonly (string Pattern, string Replacement)[] Rules =
    [
        (@" \+ ", " - "), (" - ", " + "), (" == ", " != "), (" != ", " == "), (" && ", " || "), (@" \|\| ", " && "),
        (" & ", " | "), (@" \| ", " & "), (@" \^ ", " & "), (" < ", " >= "), (" >= ", " < "), ("1'b0", "1'b1"),
        ("1'b1", "1'b0"), (@"!(?=[\w(])", string.Empty), (" >>> ", " >> "), (" << ", " >> "), (@" \* ", " + "),
        (@"^(\s*)([\w\[\]:]+) (\s*)<= .*;", "$1$2 $3<= $2;"),
    ];

    /// <summary>Every mutation of a source, line by line; comments, parameters and headers are left alone.</summary>
    public static IReadOnlyList<RtlMutation> Of(string source)
    {
        List<RtlMutation> mutations = [];
        string[] lines = source.Split('\n');
        bool isBody = false;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i];
            isBody |= line.StartsWith(");", StringComparison.Ordinal);
            if (!isBody || line.TrimStart() is ['/', '/', ..] or ['l', 'o', 'c', 'a', 'l', ..]
                || line.Contains("integer ", StringComparison.Ordinal) || line.Contains("unused", StringComparison.Ordinal)
                || Regex.IsMatch(line, @"^\s*(for|genvar|initial) ?\(?"))
            {
                continue;
            }

            foreach ((string pattern, string replacement) in Rules)
            {
                foreach (Match match in Regex.Matches(line, pattern))
                {
                    string after = line[..match.Index] + match.Result(replacement) + line[(match.Index + match.Length)..];
                    if (after != line)
                    {
                        mutations.Add(new RtlMutation(i + 1, line.Trim(), after.Trim()));
                    }
                }
            }
        }

        return mutations;
    }

    /// <summary>The source with the line replaced.</summary>
    public string Apply(string source)
    {
        string[] lines = source.Split('\n');
        Assert.That(lines[Line - 1].Trim(), Is.EqualTo(Before));
        lines[Line - 1] = After;
        return string.Join('\n', lines);
    }

    public override string ToString() => $"line {Line}: {Before} -> {After}";
}
