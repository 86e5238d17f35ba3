using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Workloads.HuggingFace;

/// <summary>The keys of a JSON document that is one object, with their places in the text.</summary>
/// <remarks>Nested objects are checked for syntax and left out.</remarks>
internal sealed class JsonObject
{
    private const int DepthLimit = 64;

    private readonly Dictionary<string, JsonEntry> _entries = new(StringComparer.Ordinal);

    private JsonObject(string file) => Start = new SourceLocation(file, 1, 1);

    /// <summary>The start of the document: the place of what is missing.</summary>
    public SourceLocation Start { get; }

    public IReadOnlyCollection<string> Keys => _entries.Keys;

    /// <summary>The entry of a key, or null when there is none or its value is null.</summary>
    public JsonEntry? this[string key] =>
        _entries.GetValueOrDefault(key) is { Kind: not JsonTokenType.Null } entry ? entry : null;

    /// <summary>Reads a document, or reports why it cannot be read and returns null.</summary>
    public static JsonObject? Parse(ReadOnlySpan<byte> text, string file, DiagnosticBag diagnostics)
    {
        text = text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
        var result = new JsonObject(file);
        if (!Utf8.IsValid(text))
        {
            diagnostics.Error(DiagnosticCodes.DataFile, new SourceLocation(file), "the file is not UTF-8 text");
            return null;
        }

        try
        {
            return result.Read(text, diagnostics) ? result : null;
        }
        catch (JsonException exception)
        {
            diagnostics.Error(
                DiagnosticCodes.DataFile, PlaceOf(exception, text, file), $"not valid JSON: {Reason(exception)}");
        }
        catch (InvalidOperationException)
        {
            // The reader has no other way to say that \u escapes of a string are no text.
            diagnostics.Error(
                DiagnosticCodes.DataFile, result.Start, "not valid JSON: a string has half of a surrogate pair");
        }

        return null;
    }

    private bool Read(ReadOnlySpan<byte> text, DiagnosticBag diagnostics)
    {
        // One level more than allowed, so that it is seen here and reported as what it is.
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = DepthLimit + 1 });
        var position = new TextPosition(text);
        string key = string.Empty;
        SourceLocation where = Start;
        JsonEntry? entry = null;
        while (reader.Read())
        {
            bool opens = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            bool closes = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (opens && reader.CurrentDepth >= DepthLimit)
            {
                diagnostics.Error(
                    DiagnosticCodes.Limit, Place(ref position, reader.TokenStartIndex),
                    $"nested more than {DepthLimit} levels deep");
                return false;
            }

            if (reader.CurrentDepth == 0 && reader.TokenType is not JsonTokenType.StartObject && !closes)
            {
                diagnostics.Error(
                    DiagnosticCodes.DataFile, Place(ref position, reader.TokenStartIndex),
                    "a config.json is one JSON object, { ... }");
                return false;
            }

            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
            {
                key = reader.GetString()!;
                where = Place(ref position, reader.TokenStartIndex);
            }
            else if (reader.CurrentDepth == 1 && !closes)
            {
                entry = new JsonEntry(reader.TokenType, TextOf(ref reader), where, []);
                Add(key, entry, diagnostics);
            }
            else if (reader.CurrentDepth == 2 && reader.TokenType == JsonTokenType.String
                && entry?.Kind == JsonTokenType.StartArray)
            {
                entry.Strings.Add(reader.GetString()!);
            }
        }

        return true;
    }

    private void Add(string key, JsonEntry entry, DiagnosticBag diagnostics)
    {
        if (!_entries.TryAdd(key, entry))
        {
            diagnostics.Error(
                DiagnosticCodes.DuplicateKey, entry.Where,
                $"'{JsonEntry.Shorten(key)}' stands here a second time", $"first at {_entries[key].Where}");
        }
    }

    private SourceLocation Place(ref TextPosition position, long offset)
    {
        (int line, int column) = position.At(offset);
        return new SourceLocation(Start.File, line, column);
    }

    private static string TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => string.Empty,
    };

    private static SourceLocation PlaceOf(JsonException exception, ReadOnlySpan<byte> text, string file)
    {
        int offset = 0;
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
        {
            offset += text[offset..].IndexOf((byte)'\n') + 1;
        }

        (int found, int column) = new TextPosition(text).At(offset + (exception.BytePositionInLine ?? 0));
        return new SourceLocation(file, found, column);
    }

    /// <summary>The reader's message without the position that it repeats in its own way.</summary>
    private static string Reason(JsonException exception)
    {
        string message = exception.Message;
        int position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return Printable(position < 0 ? message : message[..position]);
    }

    /// <summary>The reader quotes the byte it stopped at, which may be a line break.</summary>
    private static string Printable(string message) =>
        string.Concat(message.TrimEnd('.').Select(letter => char.IsControl(letter) ? ' ' : letter));
}
