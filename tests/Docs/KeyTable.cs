using System.Text.Json;
using System.Text.RegularExpressions;

namespace Accel.Tests.Docs;

/// <summary>
/// A table of the keys of one kind of file, made from the JSON Schema that <c>accel schema</c> prints.
/// </summary>
internal static partial class KeyTable
{
    /// <summary>Keys of every kind of file, which the document explains once.</summary>
    private static readonly string[] Common = ["kind", "extends", "name", "description"];

    public static IEnumerable<string> Of(JsonElement kind)
    {
        // The first way to write a file extends another; the others are each whole, and share what is always needed.
        string[] needed = [.. kind.GetProperty("anyOf").EnumerateArray().Skip(1)
            .Select(way => way.GetProperty("required").EnumerateArray().Select(key => key.GetString()!))
            .Aggregate((common, way) => common.Intersect(way))];
        return new[] { "| key | value | what |", "|---|---|---|" }.Concat(Rows(kind, string.Empty, needed));
    }

    private static IEnumerable<string> Rows(JsonElement mapping, string prefix, string[] needed)
    {
        foreach (JsonProperty property in mapping.GetProperty("properties").EnumerateObject())
        {
            if (prefix.Length == 0 && Common.Contains(property.Name) && !needed.Contains(property.Name))
            {
                continue;
            }

            string key = prefix + property.Name;
            string what = property.Value.TryGetProperty("description", out JsonElement description)
                ? description.GetString()! : string.Empty;
            string due = needed.Contains(property.Name) ? ", needed" : string.Empty;
            yield return $"| `{key}` | {Value(property.Value)}{due} | {what} |";
            foreach (string row in Inner(property.Value, key))
            {
                yield return row;
            }
        }
    }

    private static IEnumerable<string> Inner(JsonElement value, string key)
    {
        if (value.TryGetProperty("oneOf", out JsonElement variants))
        {
            return variants.EnumerateArray().SelectMany(variant => Rows(variant, $"{key}.", Required(variant)));
        }

        if (value.TryGetProperty("items", out JsonElement items) && items.TryGetProperty("properties", out _))
        {
            return Rows(items, $"{key}[].", Required(items));
        }

        // Kinds of entries share keys, which are told once; so is a list within a list of its name.
        if (items.ValueKind == JsonValueKind.Object && items.TryGetProperty("oneOf", out JsonElement entries))
        {
            if (key.Split('.') is [.. var outer, var name] && outer.Contains($"{name}[]"))
            {
                return [];
            }

            return entries.EnumerateArray().SelectMany(entry => Rows(entry, $"{key}[].", [])).Distinct();
        }

        return value.TryGetProperty("properties", out _) ? Rows(value, $"{key}.", Required(value)) : [];
    }

    private static string[] Required(JsonElement mapping) =>
        mapping.TryGetProperty("required", out JsonElement required)
            ? [.. required.EnumerateArray().Select(key => key.GetString()!)]
            : [];

    private static string Value(JsonElement value)
    {
        if (value.TryGetProperty("const", out JsonElement constant))
        {
            return $"`{constant}`";
        }

        if (value.TryGetProperty("enum", out JsonElement choices))
        {
            return string.Join(", ", choices.EnumerateArray()
                .Select(choice => $"`{choice.ToString().ToLowerInvariant()}`"));
        }

        if (value.TryGetProperty("minimum", out JsonElement minimum))
        {
            string noun = Type(value) == "integer" ? "whole number" : "number";
            return $"{noun}, {minimum} to {value.GetProperty("maximum")}";
        }

        string example = value.TryGetProperty("examples", out JsonElement examples) ? $"`{examples[0]}`" : string.Empty;
        if (value.TryGetProperty("pattern", out JsonElement pattern))
        {
            string units = Regex.Unescape(Units().Match(pattern.GetString()!).Groups[1].Value)
                .Replace("|", ", ", StringComparison.Ordinal);
            return $"{example} ({units})";
        }

        return example.Length > 0 ? $"{example}, ..." : value.TryGetProperty("oneOf", out _) ? "mapping"
            : Type(value) switch
            {
                "object" => "mapping",
                "array" => "list",
                "" when value.TryGetProperty("items", out _) => "text or list",
                _ => "text",
            };
    }

    private static string Type(JsonElement value) =>
        value.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()! : string.Empty;

    [GeneratedRegex(@"\((.*)\)\$$")]
    private static partial Regex Units();
}
