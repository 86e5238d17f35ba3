using System.Globalization;
using System.Text.Json;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Workloads.HuggingFace;

/// <summary>Typed access to the keys of a <c>config.json</c>.</summary>
/// <remarks>What is wrong becomes a diagnostic and reads as null.</remarks>
internal sealed class ConfigFields(JsonObject document, DiagnosticBag diagnostics)
{
    /// <summary>A whole number of 1 to <paramref name="limit"/> that must be there.</summary>
    public long? Required(string key, long limit)
    {
        if (document[key] is { } entry)
        {
            return Number(key, entry, limit);
        }

        string? near = NearestName.Find(key, document.Keys.Where(other => document[other] is not null));
        diagnostics.Error(
            DiagnosticCodes.MissingKey, document.Start, $"'{key}' is missing",
            near is null ? null : $"did you mean it by '{JsonEntry.Shorten(near)}'?");
        return null;
    }

    /// <summary>A whole number of 1 to <paramref name="limit"/>.</summary>
    /// <param name="fallback">The value when the key is missing or null.</param>
    public long? Optional(string? key, long limit, long? fallback) =>
        key is not null && document[key] is { } entry ? Number(key, entry, limit) : fallback;

    public bool Flag(string? key, bool fallback)
    {
        if (key is null || document[key] is not { } entry)
        {
            return fallback;
        }

        if (entry.Kind is not (JsonTokenType.True or JsonTokenType.False))
        {
            WrongType(key, entry, "true or false");
        }

        return entry.Kind == JsonTokenType.True;
    }

    public string? Text(string key)
    {
        if (document[key] is not { } entry)
        {
            return null;
        }

        if (entry.Kind != JsonTokenType.String)
        {
            WrongType(key, entry, "a string");
            return null;
        }

        return entry.Text;
    }

    public SourceLocation Where(string key) => document[key]?.Where ?? document.Start;

    private void WrongType(string key, JsonEntry entry, string due) => diagnostics.Error(
        DiagnosticCodes.WrongType, entry.Where, $"'{key}' must be {due}, got {entry.Description}");

    private long? Number(string key, JsonEntry entry, long limit)
    {
        bool whole = entry.Kind == JsonTokenType.Number
            && entry.Text.AsSpan().TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0;
        if (!whole)
        {
            WrongType(key, entry, "a whole number");
            return null;
        }

        if (!long.TryParse(entry.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            || value < 1 || value > limit)
        {
            diagnostics.Error(
                DiagnosticCodes.Range, entry.Where, $"'{key}' must be 1 to {limit}, got {entry.Description}");
            return null;
        }

        return value;
    }
}
