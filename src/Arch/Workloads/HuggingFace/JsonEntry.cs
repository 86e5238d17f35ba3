using System.Text.Json;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Workloads.HuggingFace;

/// <summary>A value of a JSON object: what it is, and where its key stands.</summary>
/// <param name="Kind">The value's first token.</param>
/// <param name="Text">The text of a string or number, empty for others.</param>
/// <param name="Strings">The strings of an array that stand in it directly.</param>
internal sealed record JsonEntry(JsonTokenType Kind, string Text, SourceLocation Where, List<string> Strings)
{
    private const int Shown = 40;

    /// <summary>The value as a message shows it.</summary>
    public string Description => Kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => $"\"{Shorten(Text)}\"",
        JsonTokenType.Number => Shorten(Text),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "null",
    };

    /// <summary>Cuts a text that would fill a message, and takes its control characters out.</summary>
    public static string Shorten(string text)
    {
        string shown = text.Length <= Shown ? text : string.Concat(text.AsSpan(0, Shown), "...");
        return string.Concat(shown.Select(letter => char.IsControl(letter) ? ' ' : letter));
    }
}
