using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Accel.Arch.Yaml;

namespace Accel.Tests.Arch.Yaml;

/// <summary>
/// As much of a JSON Schema validator as the written schema uses; scalars are typed as an editor types YAML.
/// </summary>
internal static class JsonSchemaCheck
{
    private static readonly string[] Known =
    [
        "$schema", "title", "description", "examples", "type", "enum", "const", "pattern", "minimum", "maximum",
        "oneOf", "anyOf", "properties", "additionalProperties", "required", "items", "minItems", "maxItems",
    ];

    public static List<string> Faults(JsonElement schema, ConfigNode node)
    {
        List<string> faults = [];
        Check(schema, node, string.Empty, faults);
        return faults;
    }

    private static void Check(JsonElement schema, ConfigNode node, string path, List<string> faults)
    {
        Assert.That(schema.EnumerateObject().Select(member => member.Name), Is.SubsetOf(Known),
            "a keyword that this check does not know");
        if (schema.TryGetProperty("oneOf", out JsonElement choices))
        {
            CheckOneOf(choices, node, path, faults);
        }

        if (schema.TryGetProperty("anyOf", out JsonElement alternatives))
        {
            CheckAnyOf(alternatives, node, path, faults);
        }

        if (schema.TryGetProperty("type", out JsonElement type) && !Types(type).Intersect(TypesOf(node)).Any())
        {
            faults.Add($"{path}: {node.Describe()} is not {type}");
            return;
        }

        switch (node)
        {
            case ScalarNode scalar:
                CheckScalar(schema, scalar, path, faults);
                break;
            case ListNode list:
                if ((schema.TryGetProperty("minItems", out JsonElement least) && list.Items.Count < least.GetInt32())
                    || (schema.TryGetProperty("maxItems", out JsonElement most) && list.Items.Count > most.GetInt32()))
                {
                    faults.Add($"{path}: {list.Items.Count} items");
                }

                if (schema.TryGetProperty("items", out JsonElement items))
                {
                    foreach (ConfigNode item in list.Items)
                    {
                        Check(items, item, path + "[]", faults);
                    }
                }

                break;
            case MapNode map:
                CheckMap(schema, map, path, faults);
                break;
        }
    }

    /// <summary>A branch that names the node's kind says best what is wrong; otherwise one must fit.</summary>
    private static void CheckOneOf(JsonElement choices, ConfigNode node, string path, List<string> faults)
    {
        List<string>[] tries = [.. choices.EnumerateArray().Select(choice =>
        {
            List<string> found = [];
            Check(choice, node, path, found);
            return found;
        })];
        int fitting = tries.Count(found => found.Count == 0);
        if (fitting != 1)
        {
            faults.Add(
                $"{path}: fits {fitting} of the shapes: {string.Join("; ", tries.MinBy(found => found.Count)!)}");
        }
    }

    private static void CheckAnyOf(JsonElement alternatives, ConfigNode node, string path, List<string> faults)
    {
        List<string> all = [];
        foreach (JsonElement alternative in alternatives.EnumerateArray())
        {
            List<string> found = [];
            Check(alternative, node, path, found);
            if (found.Count == 0)
            {
                return;
            }

            all.AddRange(found);
        }

        faults.Add($"{path}: fits no alternative: {string.Join("; ", all)}");
    }

    private static void CheckScalar(JsonElement schema, ScalarNode scalar, string path, List<string> faults)
    {
        bool isWrong =
            (schema.TryGetProperty("const", out JsonElement constant) && constant.GetString() != scalar.Text)
            || (schema.TryGetProperty("enum", out JsonElement names)
                && !names.EnumerateArray().Any(name => Text(name) == scalar.Text))
            || (schema.TryGetProperty("pattern", out JsonElement pattern)
                && !Regex.IsMatch(scalar.Text, pattern.GetString()!))
            || (schema.TryGetProperty("minimum", out JsonElement minimum) && Number(scalar) < minimum.GetDouble())
            || (schema.TryGetProperty("maximum", out JsonElement maximum) && Number(scalar) > maximum.GetDouble());
        if (isWrong)
        {
            faults.Add($"{path}: {scalar.Describe()}");
        }
    }

    private static void CheckMap(JsonElement schema, MapNode map, string path, List<string> faults)
    {
        bool hasProperties = schema.TryGetProperty("properties", out JsonElement properties);
        bool hasOthers = schema.TryGetProperty("additionalProperties", out JsonElement others);
        foreach (MapNode.Entry entry in map.Entries)
        {
            string name = $"{path}.{entry.Key}";
            if (hasProperties && properties.TryGetProperty(entry.Key, out JsonElement property))
            {
                Check(property, entry.Value, name, faults);
            }
            else if (hasOthers && others.ValueKind == JsonValueKind.Object)
            {
                Check(others, entry.Value, name, faults);
            }
            else if (hasOthers && others.ValueKind == JsonValueKind.False)
            {
                faults.Add($"{name}: no such key");
            }
        }

        if (schema.TryGetProperty("required", out JsonElement required))
        {
            faults.AddRange(required.EnumerateArray().Where(key => map[key.GetString()!] is null)
                .Select(key => $"{path}: {key} is missing"));
        }
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Select(item => item.GetString()!)
        : [type.GetString()!];

    private static string[] TypesOf(ConfigNode node) => node switch
    {
        MapNode => ["object"],
        ListNode => ["array"],
        ScalarNode { Text: "true" or "false" } => ["boolean"],
        ScalarNode { Text.Length: 0 } => ["null", "string"],
        ScalarNode scalar when double.IsNaN(Number(scalar)) => ["string"],
        ScalarNode scalar => Number(scalar) == Math.Floor(Number(scalar)) ? ["number", "integer"] : ["number"],
        _ => [],
    };

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static double Number(ScalarNode scalar) =>
        double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
            : double.NaN;
}
