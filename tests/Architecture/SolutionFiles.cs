using Accel.Tests.Support;

namespace Accel.Tests.Architecture;

/// <summary>The source files of the solution, by their paths from its root.</summary>
internal static class SolutionFiles
{
    public static string Root { get; } = Path.GetDirectoryName(Shipped.Configs())!;

    public static IReadOnlyList<string> Sources { get; } = [.. Folders("src", "tests")
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs"))
        .Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];

    /// <summary>All folders below some, without what builds leave.</summary>
    public static IEnumerable<string> Folders(params string[] names) =>
        names.Select(name => Path.Combine(Root, name)).Where(Directory.Exists)
        .SelectMany(top => Directory.EnumerateDirectories(top, "*", SearchOption.AllDirectories).Prepend(top))
        .Where(folder => !Path.GetRelativePath(Root, folder).Split('/')
            .Any(part => part is "bin" or "obj" or "node_modules"));

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));
}
