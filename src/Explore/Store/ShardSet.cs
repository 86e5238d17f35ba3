using System.Globalization;
using Accel.Arch.Diagnostics;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Store;

/// <summary>The shards of one sweep, found to be all there, complete and of one kind.</summary>
internal sealed class ShardSet
{
    /// <summary>So many missing shards are named one by one.</summary>
    private const int MostNamed = 20;

    private readonly DiagnosticBag _diagnostics = new();
    private readonly SortedDictionary<int, (string Folder, string Path, StoreProgress Progress)> _shards = [];
    private SweepDefinition? _definition;
    private Provenance? _provenance;
    private Shard _first;
    private string _firstPath = string.Empty;
    private long _total;
    private bool _hasStrangers;

    private ShardSet()
    {
    }

    public SweepDefinition Definition => _definition!;

    public Provenance Provenance => _provenance!;

    /// <summary>The folders in the order of their points, whatever the order given.</summary>
    public IEnumerable<(string Folder, StoreProgress Progress)> Shards =>
        _shards.Values.Select(shard => (shard.Folder, shard.Progress));

    /// <summary>The whole that they make.</summary>
    public SweepPart Whole => new(Shard.Whole, _total);

    /// <summary>Opens each folder's store once and looks at its first page, not at its points.</summary>
    /// <param name="accelVersion">The version that merges: it must be the one that swept.</param>
    /// <exception cref="InputException">Shards are missing, incomplete, there twice, or do not belong together; all
    /// that is wrong is told at once.</exception>
    public static ShardSet Open(IReadOnlyList<string> folders, string accelVersion)
    {
        ShardSet set = new();
        foreach (string folder in folders)
        {
            try
            {
                using ResultStore store = ResultStore.Open(folder);
                set.Add(folder, store, accelVersion);
            }
            catch (InputException refusal)
            {
                set._hasStrangers = true;
                set._diagnostics.AddRange(refusal.Diagnostics);
            }
        }

        set.RequireAll();
        return set._diagnostics.HasErrors ? throw new InputException(set._diagnostics.Items) : set;
    }

    private void Add(string folder, ResultStore store, string accelVersion)
    {
        if (_definition is null)
        {
            (_definition, _provenance, _first, _total, _firstPath) =
                (store.Definition, store.Provenance, store.Part.Shard, store.Part.Total ?? 0, store.Path);
        }

        if (store.Provenance.AccelVersion != accelVersion)
        {
            Refuse(store.Path, $"the results are of accel {store.Provenance.AccelVersion}, and this is {accelVersion}",
                "merge with the version that swept");
        }
        else if (store.Provenance != Provenance || !StoreMatch.IsSame(store.Definition, Definition))
        {
            Refuse(store.Path, $"the results are of other inputs than those of {_firstPath}");
        }
        else if (store.Part.End is null)
        {
            Refuse(store.Path, "the results are of a search, which has no shards");
        }
        else if (store.Part.Shard.Count != _first.Count || store.Part.Total != _total)
        {
            Refuse(store.Path, string.Create(CultureInfo.InvariantCulture,
                $"shard {store.Part.Shard} is cut otherwise than {_firstPath}, which is one of {_first.Count}"));
        }
        else if (_shards.TryGetValue(store.Part.Shard.Index, out var same))
        {
            Refuse(store.Path, $"shard {store.Part.Shard} is there already: {same.Path}");
        }
        else
        {
            // An incomplete one is known, so that it is not told to be missing too.
            _shards.Add(store.Part.Shard.Index, (folder, store.Path, store.Progress));
            RequireComplete(store);
        }
    }

    private void RequireComplete(ResultStore store)
    {
        if (!store.IsComplete)
        {
            SweepPart part = store.Part;
            IndexRange rest = new(part.First + store.Count, part.End!.Value);
            _diagnostics.Error(DiagnosticCodes.Store, new SourceLocation(store.Path),
                string.Create(CultureInfo.InvariantCulture, $"shard {part.Shard} is incomplete: {Positions(rest)} are "
                    + $"missing, {rest.Count} of {part.End - part.First}"),
                $"finish it with accel sweep ... --shard {part.Shard} --resume");
        }
    }

    private void RequireAll()
    {
        int[] missing = [.. Enumerable.Range(0, _first.Count).Where(index => !_shards.ContainsKey(index))];
        if (_hasStrangers || missing.Length == 0)
        {
            return; // A store that could not be placed may be one of those that seem to be missing.
        }

        string names = string.Join(", ", missing.Take(MostNamed).Select(index =>
        {
            Shard shard = new(index, _first.Count);
            return $"{shard} ({Positions(shard.Of(_total))})";
        }));
        string more = missing.Length > MostNamed
            ? string.Create(CultureInfo.InvariantCulture, $" and {missing.Length - MostNamed} more") : string.Empty;
        _diagnostics.Error(DiagnosticCodes.Store, new SourceLocation(_firstPath), $"shards are missing: {names}{more}",
            "sweep them with --shard, each into a folder of its own");
    }

    private static string Positions(IndexRange range) => range.Count == 0
        ? "no points"
        : string.Create(CultureInfo.InvariantCulture, $"points {range.First} to {range.End - 1} in order");

    private void Refuse(string path, string message, string? hint = null)
    {
        _hasStrangers = true;
        _diagnostics.Error(DiagnosticCodes.Store, new SourceLocation(path), message, hint);
    }
}
