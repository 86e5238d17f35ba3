using System.Text;

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
    /// sbatch splits such a line by rules of its own: a backslash keeps the next character as it is, also inside
    /// quotes, and an open <c>#</c> starts a comment (sbatch(1), and get_argument of its source).
    /// </remarks>
    public static string Directive(string text)
    {
        StringBuilder word = new();
        foreach (char c in text)
        {
            if (!IsPlain(c) && c < 0x80)
            {
                word.Append('\\');
            }

            word.Append(c);
        }

        return word.ToString();
    }

    /// <summary>A folder in the pattern of a log's name, where <c>%</c> starts a replacement symbol.</summary>
    public static string LogFolder(string folder) => Directive(folder.Replace("%", "%%", StringComparison.Ordinal));

    /// <summary>Whether a text can stand in a script at all: one line, and nothing that moves a cursor.</summary>
    public static bool IsOneLine(string text) => !text.Any(char.IsControl);

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || "_-+=:,./%@^".Contains(c);
}
