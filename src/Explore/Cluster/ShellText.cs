namespace Accel.Explore.Cluster;

/// <summary>Any text as one word of a script: for bash, and for the lines that sbatch reads.</summary>
public static class ShellText
{
    /// <summary>A text as one word of bash, in quotes only where it needs them.</summary>
    public static string Quote(string text) => text.Length > 0 && text.All(IsPlain)
        ? text
        : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    public static string Quote(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <summary>A text as one word behind <c>#SBATCH</c>.</summary>
    /// <remarks>
    /// sbatch splits such a line by rules of its own: an open blank ends a word even behind a backslash, and an open
    /// <c>#</c> starts a comment; in quotes only a backslash and the quote itself are special, and a backslash keeps
    /// either (get_argument in Slurm's source; seen so in 22.05).
    /// </remarks>
    public static string Directive(string text) => text.Length > 0 && text.All(IsPlain)
        ? text
        : $"\"{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>The pattern of a log's name: in its folder <c>%</c> is no replacement symbol.</summary>
    /// <param name="name">The file's name, with replacement symbols.</param>
    public static string Log(string folder, string name) =>
        Directive($"{folder.Replace("%", "%%", StringComparison.Ordinal)}/{name}");

    /// <summary>Whether a text can stand in a script at all: one line, and nothing that moves a cursor.</summary>
    public static bool IsOneLine(string text) => !text.Any(char.IsControl);

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || "_-+=:,./%@^".Contains(c);
}
