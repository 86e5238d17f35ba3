using System.Text.RegularExpressions;
using Accel.HlsEmit.Library;

namespace Accel.HlsEmit.Emission;

/// <summary>A text file of the hardware library in which words between <c>@</c> stand for values.</summary>
internal static partial class Template
{
    /// <summary>The text with all its words filled in.</summary>
    /// <exception cref="KeyNotFoundException">The template has a word without a value.</exception>
    public static string Fill(string path, IReadOnlyDictionary<string, string> values) =>
        Word().Replace(HardwareLibrary.Read(path), match => values[match.Groups[1].Value]);

    [GeneratedRegex("@([A-Z_]+)@")]
    private static partial Regex Word();
}
