using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>A mapping from keys to nodes, in the order of the file.</summary>
public sealed class MapNode(IReadOnlyList<MapNode.Entry> entries, SourceLocation where) : ConfigNode(where)
{
    /// <summary>One key with its place and its value.</summary>
    public sealed record Entry(string Key, SourceLocation KeyWhere, ConfigNode Value);

    public IReadOnlyList<Entry> Entries => entries;

    public ConfigNode? this[string key] => Find(key)?.Value;

    public Entry? Find(string key) => entries.FirstOrDefault(entry => entry.Key == key);

    /// <summary>
    /// A copy in which <paramref name="entry"/> takes the place of the one with its key, or is added.
    /// </summary>
    public MapNode With(Entry entry)
    {
        List<Entry> changed = [.. entries];
        int index = changed.FindIndex(old => old.Key == entry.Key);
        if (index < 0)
        {
            changed.Add(entry);
        }
        else
        {
            changed[index] = entry;
        }

        return new MapNode(changed, Where);
    }

    public MapNode Without(string key) => new([.. entries.Where(entry => entry.Key != key)], Where);

    /// <summary>
    /// This mapping laid over <paramref name="basis"/>: mappings merge key by key, all else is replaced.
    /// </summary>
    public MapNode Over(MapNode basis)
    {
        List<Entry> merged = [.. basis.Entries];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int i = 0; i < merged.Count; i++)
        {
            places.TryAdd(merged[i].Key, i);
        }

        foreach (Entry entry in entries)
        {
            if (places.TryAdd(entry.Key, merged.Count))
            {
                merged.Add(entry);
                continue;
            }

            int place = places[entry.Key];
            merged[place] = entry.Value is MapNode mine && merged[place].Value is MapNode theirs
                ? entry with { Value = mine.Over(theirs) }
                : entry;
        }

        return new MapNode(merged, Where);
    }

    public override string Describe() => "a mapping";
}
