using System.Text.RegularExpressions;

namespace Accel.Tests.HlsEmit.Hls.Checks;

/// <summary>A line <c>#pragma HLS ...</c>.</summary>
/// <param name="Line">From 0 on.</param>
/// <param name="Index">Of the line's first character in the source.</param>
/// <param name="Directive">In upper case in kernels, such as PIPELINE.</param>
/// <param name="Words">What follows, such as <c>II=1</c> or <c>complete</c>.</param>
internal sealed partial record HlsPragma(int Line, int Index, string Directive, IReadOnlyList<string> Words)
{
    /// <summary>The array that it is about, or null.</summary>
    public string? Variable => Value("variable");

    /// <summary>Reads a line, or null where it is no such pragma.</summary>
    public static HlsPragma? Of(string text, int line, int index)
    {
        Match match = Pragma().Match(text);
        return !match.Success ? null : new HlsPragma(line, index, match.Groups[1].Value,
            match.Groups[2].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The text behind <c>key=</c>, or null.</summary>
    public string? Value(string key) => Words.FirstOrDefault(word =>
        word.StartsWith(key + "=", StringComparison.OrdinalIgnoreCase))?[(key.Length + 1)..];

    /// <summary>Whether a word stands alone, or as the value of some key.</summary>
    public bool Says(string word) => Words.Any(one => one.Equals(word, StringComparison.OrdinalIgnoreCase)
        || one.EndsWith("=" + word, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^\s*#pragma HLS (\w+)(.*)$")]
    private static partial Regex Pragma();
}
