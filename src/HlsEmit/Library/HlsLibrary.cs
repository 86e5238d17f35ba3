using System.Text.RegularExpressions;

namespace Accel.HlsEmit.Library;

/// <summary>The hand-written C++ headers that emitted kernels are made of, as the program carries them.</summary>
public static partial class HlsLibrary
{
    private const string BenchRoom = "Bench", StandInRoom = "StandIn";

    private static readonly SortedDictionary<string, HlsHeader> All = Load();

    /// <summary>Headers of kernels, by name.</summary>
    public static IEnumerable<HlsHeader> Headers =>
        All.Values.Where(header => header.Folder is not (BenchRoom or StandInRoom));

    /// <summary>Headers of test benches and host programs, by name.</summary>
    public static IEnumerable<HlsHeader> BenchHeaders => All.Values.Where(header => header.Folder == BenchRoom);

    /// <summary>Headers that stand in for the vendor's, by name.</summary>
    public static IEnumerable<HlsHeader> StandIns => All.Values.Where(header => header.Folder == StandInRoom);

    /// <summary>Whether the library has a header of a name.</summary>
    public static bool Has(string name) => All.ContainsKey(name);

    /// <summary>Some headers of kernels and all that they include, by name; the vendor's are left out.</summary>
    /// <exception cref="KeyNotFoundException">A header is not in the library.</exception>
    public static IReadOnlyList<HlsHeader> Closure(IEnumerable<string> names)
    {
        SortedDictionary<string, HlsHeader> found = new(StringComparer.Ordinal);
        Stack<string> open = new(names);
        while (open.TryPop(out string? name))
        {
            HlsHeader header = All[name];
            if (header.Folder != StandInRoom && found.TryAdd(name, header))
            {
                foreach (Match include in Include().Matches(header.Text))
                {
                    open.Push(include.Groups[1].Value);
                }
            }
        }

        return [.. found.Values];
    }

    private static SortedDictionary<string, HlsHeader> Load()
    {
        SortedDictionary<string, HlsHeader> headers = new(StringComparer.Ordinal);
        foreach (string path in typeof(HlsLibrary).Assembly.GetManifestResourceNames()
            .Where(path => path.EndsWith(".h", StringComparison.Ordinal)))
        {
            string[] parts = path.Split('/', '\\');
            headers.Add(parts[^1], new HlsHeader(parts[^1], parts[0], HardwareLibrary.Read(path)));
        }

        return headers;
    }

    [GeneratedRegex("""^#include "([^"]+)"$""", RegexOptions.Multiline)]
    private static partial Regex Include();
}
