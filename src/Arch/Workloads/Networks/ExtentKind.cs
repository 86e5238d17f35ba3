using System.Globalization;
using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>
/// Whole numbers with an x between, such as <c>3x3</c>; one alone stands for a square where that may be.
/// </summary>
internal sealed class ExtentKind : ValueKind<IReadOnlyList<long>>
{
    /// <summary>Rows and columns; a single number stands for both.</summary>
    public static readonly ExtentKind Plane = new("3x3", [NetworkLimits.Extent, NetworkLimits.Extent]);

    /// <summary>Rows, columns and channels.</summary>
    public static readonly ExtentKind Image =
        new("224x224x3", [NetworkLimits.Extent, NetworkLimits.Extent, NetworkLimits.Channels]);

    private readonly string _example;
    private readonly long[] _limits;

    private ExtentKind(string example, long[] limits) => (_example, _limits) = (example, limits);

    private bool TakesOne => _limits.Length == 2;

    public override string Expected => TakesOne
        ? $"one or two whole numbers from 1 to {_limits[0]}, such as 3 or {_example} (rows, columns)"
        : $"three whole numbers, such as {_example} (rows, columns, channels)";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out IReadOnlyList<long> value)
    {
        string[] parts = node.Text.Split('x');
        long[] numbers = new long[_limits.Length];
        value = numbers;
        if (parts.Length == 1 && TakesOne)
        {
            parts = [parts[0], parts[0]];
        }

        if (parts.Length != numbers.Length || !Array.TrueForAll(parts, IsWhole))
        {
            context.Diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
                $"{path} must be {Expected}, got {node.Describe()}");
            return false;
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            if (!long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])
                || numbers[i] < 1 || numbers[i] > _limits[i])
            {
                context.Diagnostics.Error(DiagnosticCodes.Range, node.Where,
                    $"{path} has numbers from 1 to {_limits[i]} in place {i + 1}, got {node.Describe()}");
                return false;
            }
        }

        return true;
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("type");
        writer.WriteStringValue("string");
        if (TakesOne)
        {
            writer.WriteStringValue("integer");
        }

        writer.WriteEndArray();
        writer.WriteStartArray("examples");
        writer.WriteStringValue(_example);
        writer.WriteEndArray();
    }

    private static bool IsWhole(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
