using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>One value as text.</summary>
public sealed class ScalarNode(string text, SourceLocation where) : ConfigNode(where)
{
    private const int ShownLength = 60;

    public string Text => text;

    public override string Describe() => text.Length == 0
        ? "nothing"
        : text.Length <= ShownLength ? $"'{Printable(text)}'" : $"'{Printable(text[..ShownLength])}...'";

    private static string Printable(string value) =>
        string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c));
}
