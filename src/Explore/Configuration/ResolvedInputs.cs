using System.Text;
using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;

namespace Accel.Explore.Configuration;

/// <summary>
/// All YAML in force in a sweep as one text of several documents, each under a line with its kind and file.
/// </summary>
internal static class ResolvedInputs
{
    private const string Start = "--- # ";

    /// <remarks>
    /// Models stand at the end as the shapes that were made of them, for those read from a Hugging Face config.
    /// </remarks>
    public static string Write(string file, MapNode sweep, IEnumerable<Workload> workloads, ConfigLibrary library)
    {
        StringBuilder text = new();
        Append(text, SweepSchema.KindName, file, sweep);
        foreach ((string kind, string reference, string content) in library.Texts.DistinctBy(read => read.Reference))
        {
            text.Append(Start).Append(kind).Append(' ').Append(reference).Append('\n');
            foreach (string line in content.TrimEnd().Split('\n'))
            {
                // A space in front keeps a line from looking like the start of a document; neither JSON nor CSV minds.
                text.Append(' ').Append(line.TrimEnd('\r')).Append('\n');
            }
        }

        // A sweep may run one file twice, and files of one name from several folders: its workloads all stay.
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((string path, string kind, MapNode map) in library.Documents)
        {
            if (kind is DesignSchema.KindName or WorkloadSchema.KindName
                || (kind != SweepSchema.KindName && seen.Add(path)))
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

    /// <summary>The documents of such a text that are YAML.</summary>
    /// <param name="store">The file that diagnostics name.</param>
    public static IEnumerable<(string Kind, string File, MapNode Map)> Read(string text, string store,
        DiagnosticBag diagnostics)
    {
        foreach ((string kind, string file, string body) in Split(text))
        {
            if (!IsText(kind) && YamlReader.Read(body, store, diagnostics) is MapNode map)
            {
                yield return (kind, file, map);
            }
        }
    }

    /// <summary>
    /// Makes the files of such a text known to a library, so that what lay beside the sweep is found again.
    /// </summary>
    public static void Keep(string text, ConfigLibrary library)
    {
        foreach ((string kind, string file, string body) in Split(text))
        {
            if (kind is DesignSchema.KindName or WorkloadSchema.KindName or SweepSchema.KindName)
            {
                continue; // These are bound from the text itself.
            }

            library.Keep(file, IsText(kind) ? Unindented(body) : $"kind: {kind}\n{body}");
        }
    }

    private static IEnumerable<(string Kind, string File, string Body)> Split(string text)
    {
        foreach (string document in $"\n{text}".Split($"\n{Start}", StringSplitOptions.RemoveEmptyEntries))
        {
            int end = document.IndexOf('\n', StringComparison.Ordinal);
            string[] title = end < 0 ? [] : document[..end].Split(' ', 2);
            if (title.Length == 2)
            {
                yield return (title[0], title[1], document[(end + 1)..]);
            }
        }
    }

    private static string Unindented(string body) =>
        string.Join('\n', body.Split('\n').Select(line => line.StartsWith(' ') ? line[1..] : line));

    /// <summary>Whether a document is no YAML but a file as it was read.</summary>
    private static bool IsText(string kind) => kind is ModelFile.ConfigKind or ModelFile.TopologyKind;

    private static void Append(StringBuilder text, string kind, string file, MapNode map) =>
        text.Append(Start).Append(kind).Append(' ').Append(Path.GetFileName(file)).Append('\n').Append(
            NodeText.Write(map));
}
