using System.Text.RegularExpressions;

namespace Accel.HlsEmit.Library;

/// <summary>The hand-written Verilog that emitted designs are made of, as the program carries it.</summary>
public static partial class HardwareLibrary
{
    /// <summary>The folder of a room that holds models of primitives.</summary>
    private const string ModelFolder = "sim";

    private const string BenchRoom = "Bench";

    private static readonly SortedDictionary<string, HardwareModule> All = Load();

    /// <summary>Modules of hardware and models of primitives, by name.</summary>
    public static IEnumerable<HardwareModule> Modules => All.Values.Where(module => module.Folder != BenchRoom);

    /// <summary>Modules that every test bench is made of, by name.</summary>
    public static IEnumerable<HardwareModule> BenchModules => All.Values.Where(module => module.Folder == BenchRoom);

    /// <summary>A module and all that it may instantiate, by name.</summary>
    /// <remarks>All branches of its generate blocks count, whatever the parameters.</remarks>
    /// <exception cref="KeyNotFoundException">No module has the name.</exception>
    public static IReadOnlyList<HardwareModule> Closure(string top)
    {
        SortedDictionary<string, HardwareModule> found = new(StringComparer.Ordinal);
        Stack<string> open = new([top]);
        while (open.TryPop(out string? name))
        {
            HardwareModule module = All[name];
            if (found.TryAdd(name, module))
            {
                foreach (string word in Words(module.Text).Where(All.ContainsKey))
                {
                    open.Push(word);
                }
            }
        }

        return [.. found.Values];
    }

    /// <summary>A text that ships beside the modules, such as a script's template.</summary>
    internal static string Read(string path)
    {
        using Stream stream = typeof(HardwareLibrary).Assembly.GetManifestResourceStream(path)
            ?? throw new FileNotFoundException($"no resource {path}");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static IEnumerable<string> Words(string text) =>
        Word().Matches(Comment().Replace(text, " ")).Select(match => match.Value);

    private static SortedDictionary<string, HardwareModule> Load()
    {
        SortedDictionary<string, HardwareModule> modules = new(StringComparer.Ordinal);
        foreach (string path in typeof(HardwareLibrary).Assembly.GetManifestResourceNames()
            .Where(path => path.EndsWith(".v", StringComparison.Ordinal)))
        {
            string[] parts = path.Split('/', '\\');
            string name = Path.GetFileNameWithoutExtension(parts[^1]);
            modules.Add(name, new HardwareModule(name, parts[0], Read(path), parts[^2] == ModelFolder));
        }

        return modules;
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|""[^""\n]*""", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Word();
}
