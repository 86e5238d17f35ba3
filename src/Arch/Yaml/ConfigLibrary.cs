using System.Text;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>
/// The files that a user can name: the config roots and their folders, and the rules for reaching them.
/// </summary>
/// <remarks>
/// A file named on the command line may lie anywhere. What a file refers to (<c>extends</c>, <c>base</c>,
/// <c>model</c>, <c>technology</c>, ...) must lie in a config root or in the folder of the file that refers to it.
/// </remarks>
public sealed class ConfigLibrary
{
    private readonly string[] _roots;
    private readonly string _workingDirectory;
    private readonly Dictionary<string, object> _cache = [];
    private readonly Dictionary<string, string> _kept = new(StringComparer.Ordinal);

    /// <param name="roots">Folders that hold <c>designs/</c>, <c>models/</c>, ...; the first that has a name
    /// wins.</param>
    /// <param name="workingDirectory">The folder that relative paths start from.</param>
    /// <param name="schedules">Names that <c>schedule:</c> may take.</param>
    public ConfigLibrary(IEnumerable<string> roots, string workingDirectory, IReadOnlyCollection<string> schedules)
    {
        _workingDirectory = Path.GetFullPath(workingDirectory);
        _roots = [.. roots.Select(root =>
            Path.GetFullPath(root, _workingDirectory)).Where(Directory.Exists).Distinct()];
        Schedules = schedules;
    }

    public IReadOnlyCollection<string> Schedules { get; }

    /// <summary>The files read so far, each with what it extends, in order: what a result needs to be traced.</summary>
    public List<(string File, string Kind, MapNode Map)> Documents { get; } = [];

    /// <summary>The files other than YAML read so far, each under the name that a file referred to it by.</summary>
    public List<(string Kind, string Reference, string Text)> Texts { get; } = [];

    /// <summary>
    /// Keeps the text of a file that a result was made of, for references that no file answers any more, or that were
    /// beside another file.
    /// </summary>
    /// <param name="name">The file's name, or for what is not YAML the reference itself.</param>
    public void Keep(string name, string text) => _kept[name] = text;

    /// <summary>The names of one folder's files, sorted, each with the file that wins.</summary>
    public IReadOnlyList<(string Name, string Path)> List(string folder)
    {
        SortedDictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (string root in _roots)
        {
            string directory = Path.Combine(root, folder);
            if (!Directory.Exists(directory))
            {
                continue;
            }

            foreach (string file in Directory.EnumerateFiles(directory))
            {
                if (NameIn(folder, file) is { } name)
                {
                    found.TryAdd(name, Shown(file));
                }
            }
        }

        return [.. found.Select(pair => (pair.Key, pair.Value))];
    }

    /// <summary>
    /// Finds a file that the user named on the command line: a path, or a name in a folder of the roots.
    /// </summary>
    public string? FindArgument(string argument, string folder, DiagnosticBag diagnostics)
    {
        if (File.Exists(Path.GetFullPath(argument, _workingDirectory)))
        {
            return argument;
        }

        return Candidates(argument, folder).FirstOrDefault(File.Exists) is { } found
            ? Shown(found)
            : Missing(argument, folder, new SourceLocation("command line"), diagnostics);
    }

    /// <summary>Finds a file that another file refers to.</summary>
    public string? FindReference(string reference, string folder, SourceLocation from, DiagnosticBag diagnostics)
    {
        // A place without a line is no file but an argument such as --set, whose paths start from the working
        // directory.
        string home = from.Line == 0 ? _workingDirectory
            : Path.GetDirectoryName(Path.GetFullPath(from.File, _workingDirectory)) ?? _workingDirectory;
        string[] allowed = [.. _roots, home];
        bool hasEscaped = false;
        foreach (string candidate in Candidates(reference, folder).Prepend(Combine(home, reference)))
        {
            if (!File.Exists(candidate))
            {
                hasEscaped |= !IsInside(candidate, allowed);
                continue;
            }

            if (IsInside(RealPath(candidate), [.. allowed.Select(RealPath)]))
            {
                return Shown(candidate);
            }

            hasEscaped = true;
        }

        if (Kept(reference) is { } kept)
        {
            return kept;
        }

        if (hasEscaped)
        {
            diagnostics.Error(DiagnosticCodes.File, from, $"'{reference}' leaves the config roots",
                "refer to a file beside this one, or to a name that 'accel list' shows");
            return null;
        }

        return Missing(reference, folder, from, diagnostics);
    }

    /// <summary>Reads a file into a mapping of the given kind, with what it extends laid underneath.</summary>
    /// <returns>The mapping without <c>kind</c> and <c>extends</c>, or null when it could not be read.</returns>
    public MapNode? Load(string file, string kind, string folder, DiagnosticBag diagnostics)
    {
        MapNode? map = Load(file, kind, folder, [], diagnostics);
        if (map is not null)
        {
            Documents.Add((file, kind, map));
        }

        return map;
    }

    /// <summary>The kind that a file says it is, or null when it says none or cannot be read.</summary>
    public string? KindOf(string file)
    {
        DiagnosticBag unused = new();
        return ReadText(file, unused) is { } text && YamlReader.Read(text, file, unused) is MapNode map
            && map["kind"] is ScalarNode kind ? kind.Text : null;
    }

    /// <summary>Remembers what was made of a file, so that a technology or model is read once.</summary>
    public TValue Cached<TValue>(string key, Func<TValue> make)
        where TValue : class?
    {
        lock (_cache)
        {
            if (_cache.TryGetValue(key, out object? known))
            {
                return (TValue)known;
            }
        }

        TValue made = make();
        if (made is not null)
        {
            lock (_cache)
            {
                _cache[key] = made;
            }
        }

        return made;
    }

    /// <summary>The text of a file, or null and a diagnostic.</summary>
    public string? ReadText(string file, DiagnosticBag diagnostics)
    {
        if (_kept.TryGetValue(file, out string? kept))
        {
            return kept;
        }

        var where = new SourceLocation(file);
        string path = Path.GetFullPath(file, _workingDirectory);
        if (Directory.Exists(path) || !File.Exists(path))
        {
            diagnostics.Error(DiagnosticCodes.File, where, Directory.Exists(path) ? "is a folder"
                : "there is no such file");
            return null;
        }

        try
        {
            return TextFile.Read(path, YamlReader.MaximumLength) is { } text ? text : TooLarge(where, diagnostics);
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Error(DiagnosticCodes.Syntax, where, "the file is not UTF-8 text");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            diagnostics.Error(DiagnosticCodes.File, where, $"cannot be read: {error.Message}");
        }

        return null;
    }

    private static string? TooLarge(SourceLocation where, DiagnosticBag diagnostics)
    {
        diagnostics.Error(DiagnosticCodes.Limit, where, $"the file is larger than {YamlReader.MaximumLength} bytes");
        return null;
    }

    private MapNode? Load(string file, string kind, string folder, List<string> chain, DiagnosticBag diagnostics)
    {
        chain.Add(Path.GetFullPath(file, _workingDirectory));
        int before = diagnostics.Items.Count;
        if (ReadText(file, diagnostics) is not { } text || YamlReader.Read(text, file, diagnostics) is not { } root)
        {
            return null;
        }

        if (root is not MapNode map)
        {
            diagnostics.Error(DiagnosticCodes.WrongType, root.Where,
                $"the file must be a mapping, got {root.Describe()}");
            return null;
        }

        bool hasExtends = map["extends"] is not null;
        if (map.Find("kind") is not { } found)
        {
            diagnostics.Error(DiagnosticCodes.MissingKey, map.Where, "the file needs the key 'kind'", $"kind: {kind}");
        }
        else if (found.Value is not ScalarNode { Text: var actual } || actual != kind)
        {
            diagnostics.Error(DiagnosticCodes.WrongKind, found.Value.Where,
                $"a file of kind '{kind}' is needed here, got {found.Value.Describe()}");
            return null;
        }

        MapNode body = map.Without("kind").Without("extends");
        return !hasExtends ? body
            : Extend(map, body, kind, folder, chain, diagnostics) is { } extended ? extended
            : diagnostics.Items.Count > before ? null : body;
    }

    /// <summary>Lays a file's mapping over its basis, which keeps its name and description to itself.</summary>
    private MapNode? Extend(
        MapNode map, MapNode body, string kind, string folder, List<string> chain, DiagnosticBag diagnostics)
    {
        ConfigNode node = map["extends"]!;
        string ownName = Path.GetFileNameWithoutExtension(chain[^1]);
        if (node is not ScalarNode { Text.Length: > 0 } reference)
        {
            diagnostics.Error(DiagnosticCodes.WrongType, node.Where,
                $"extends must name a file, got {node.Describe()}");
            return null;
        }

        if (FindReference(reference.Text, folder, node.Where, diagnostics) is not { } file)
        {
            return null;
        }

        if (chain.Contains(Path.GetFullPath(file, _workingDirectory)))
        {
            diagnostics.Error(DiagnosticCodes.ExtendsCycle, node.Where,
                $"extends '{reference.Text}' returns to where it began");
            return null;
        }

        if (Load(file, kind, folder, chain, diagnostics) is not { } basis)
        {
            return null;
        }

        MapNode merged = body.Over(basis.Without("name").Without("description"));
        return merged["name"] is null && ownName.Length > 0
            ? merged.With(new MapNode.Entry("name", map.Where, new ScalarNode(ownName, map.Where)))
            : merged;
    }

    /// <summary>The name that reaches a file; a topology keeps its extension, which says what it is.</summary>
    private static string? NameIn(string folder, string file) => Path.GetExtension(file) switch
    {
        ".yaml" => Path.GetFileNameWithoutExtension(file),
        ".csv" when folder is "workloads" or "models" => Path.GetFileName(file),
        _ => null,
    };

    private IEnumerable<string> Candidates(string name, string folder)
    {
        foreach (string root in _roots)
        {
            yield return Combine(root, name);
            yield return Combine(Path.Combine(root, folder), name);
            yield return Combine(Path.Combine(root, folder), name + ".yaml");
        }
    }

    private string? Kept(string reference) => Array.Find(
        [reference, Path.GetFileName(reference), Path.GetFileName(reference) + ".yaml"], _kept.ContainsKey);

    private string? Missing(string name, string folder, SourceLocation where, DiagnosticBag diagnostics)
    {
        string[] names = [.. List(folder).Select(entry => entry.Name)];
        bool isPath = name.Contains('/', StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal);
        string? nearest = NearestName.Find(Path.GetFileNameWithoutExtension(name), names);
        string hint = nearest is not null ? $"did you mean '{nearest}'?"
            : isPath ? $"the config roots are: {string.Join(", ", _roots.Select(Shown))}"
                : NearestName.Hint(name, names);
        diagnostics.Error(DiagnosticCodes.File, where, $"there is no file or {Singular(folder)} '{name}'", hint);
        return null;
    }

    private string Shown(string path)
    {
        string relative = Path.GetRelativePath(_workingDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static string Singular(string folder) =>
        folder.EndsWith("ies", StringComparison.Ordinal) ? folder[..^3] + "y" : folder.TrimEnd('s');

    /// <summary>Joins without ever throwing on odd characters; an impossible path simply does not exist.</summary>
    private static string Combine(string directory, string name) =>
        name.Contains('\0', StringComparison.Ordinal) ? directory : Path.GetFullPath(name, directory);

    private static bool IsInside(string path, string[] directories) =>
        Array.Exists(directories, directory =>
            path.StartsWith(directory.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar,
                StringComparison.Ordinal));

    /// <summary>The path with every link on the way resolved, not only the last.</summary>
    private static string RealPath(string path)
    {
        string full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } parent)
        {
            return full;
        }

        string here = Path.Combine(RealPath(parent), Path.GetFileName(full));
        FileSystemInfo info = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        string? target = info.LinkTarget is null ? null : info.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        return target is null || target == here ? here : RealPath(target);
    }
}
