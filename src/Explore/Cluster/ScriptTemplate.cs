using System.Text.RegularExpressions;

namespace Accel.Explore.Cluster;

/// <summary>A script that the assembly carries, in which words between <c>@</c> stand for values.</summary>
internal static partial class ScriptTemplate
{
    /// <summary>The script with all its words filled in.</summary>
    /// <exception cref="KeyNotFoundException">The script has a word without a value.</exception>
    public static string Fill(string name, IReadOnlyDictionary<string, string> values)
    {
        using Stream stream = typeof(ScriptTemplate).Assembly.GetManifestResourceStream($"cluster/{name}")
            ?? throw new FileNotFoundException($"no resource {name}");
        using StreamReader reader = new(stream);
        string text = reader.ReadToEnd().ReplaceLineEndings("\n");
        return Word().Replace(text, match => values[match.Groups[1].Value]);
    }

    [GeneratedRegex("@([A-Z_]+)@")]
    private static partial Regex Word();
}
