using System.Text;
using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;

namespace Accel.Explore.Configuration;

/// <summary>All YAML in force in a sweep as one text of several documents, each under a line with its kind and file.</summary>
internal static class ResolvedInputs
{
    private const string Start = "--- # ";

    /// <remarks>Models stand at the end as the shapes that were made of them, for those read from a Hugging Face config.</remarks>
    public static string Write(string file, MapNode sweep, IEnumerable<Workload> workloads, ConfigLibrary library)
    {
        StringBuilder text = new();
        Append(text, SweepSchema.KindName, file, sweep);
        HashSet<(string, string)> seen = [];
        foreach ((string path, string kind, MapNode map) in library.Documents)
        {
            if (kind != SweepSchema.KindName && seen.Add((kind, Path.GetFileName(path))))
            {
                Append(text, kind, path, map);
            }
        }

        foreach (Workload workload in workloads)
        {
            text.Append("# ").Append(workload.Model).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The documents of such a text.</summary>
    /// <param name="store">The file that diagnostics name.</param>
    public static IEnumerable<(string Kind, string File, MapNode Map)> Read(string text, string store, DiagnosticBag diagnostics)
    {
        foreach (string document in $"\n{text}".Split($"\n{Start}", StringSplitOptions.RemoveEmptyEntries))
        {
            int end = document.IndexOf('\n', StringComparison.Ordinal);
            string[] title = end < 0 ? [] : document[..end].Split(' ', 2);
            if (title.Length == 2 && YamlReader.Read(document[end..], store, diagnostics) is MapNode map)
            {
                yield return (title[0], title[1], map);
            }
        }
    }

    private static void Append(StringBuilder text, string kind, string file, MapNode map) =>
        text.Append(Start).Append(kind).Append(' ').Append(Path.GetFileName(file)).Append('\n').Append(NodeText.Write(map));
}
