using System.Globalization;
using System.Text.Json;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;
using Accel.Sim.Memory;

namespace Accel.Explore.Costs;

/// <summary>A pattern as a word, or a word and its bytes: <c>random</c>, <c>run:256</c>, <c>copy:8192</c>.</summary>
internal sealed class DramPatternKindValue : ValueKind<DramPattern>
{
    public static readonly DramPatternKindValue Instance = new();

    private const double MostBytes = 1L << 40;

    private static readonly (string Word, DramPatternKind Kind)[] Words =
    [
        ("sequential", DramPatternKind.Sequential), ("random", DramPatternKind.Random),
        ("run", DramPatternKind.Runs), ("stride", DramPatternKind.Stride), ("copy", DramPatternKind.Copy),
        ("seq", DramPatternKind.Sequential), ("runs", DramPatternKind.Runs), ("strided", DramPatternKind.Stride),
    ];

    public override string Expected => "a pattern: sequential, random, run:BYTES, stride:BYTES or copy:BYTES";

    public override bool TryRead(ScalarNode node, string path, BindContext context, out DramPattern value)
    {
        value = default;
        string text = node.Text.Trim();
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string word = colon < 0 ? text : text[..colon];
        int index = Array.FindIndex(Words, known => known.Word == word);
        if (index < 0)
        {
            context.Diagnostics.Error(DiagnosticCodes.UnknownName, node.Where,
                $"{path} must be {Expected}, got '{text}'",
                NearestName.Hint(word, [.. Words.Select(known => known.Word)]));
            return false;
        }

        DramPatternKind kind = Words[index].Kind;
        double bytes = 0;
        if (colon >= 0 && (kind is DramPatternKind.Sequential or DramPatternKind.Random
            || !double.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bytes)
            || bytes is < 1 or > MostBytes))
        {
            context.Diagnostics.Error(DiagnosticCodes.Range, node.Where, kind is DramPatternKind.Sequential
                or DramPatternKind.Random ? $"{path}: '{word}' takes no size, got '{text}'"
                : $"{path}: the size behind '{word}:' must be whole bytes from 1 to 2^40, got '{text}'");
            return false;
        }

        value = new DramPattern(kind, bytes);
        return true;
    }

    public override void WriteSchema(Utf8JsonWriter writer) => writer.WriteString("type", "string");
}
