using Accel.Explore.Sweeps;
using Microsoft.Data.Sqlite;

namespace Accel.Explore.Store;

/// <summary>The numbers of reasons in a store that is being written: 1, 2, ... in the order in which they appear.
/// </summary>
internal sealed class ReasonTable(SqliteConnection connection)
{
    /// <summary>An evaluator should make its reasons once; one that does not must not fill the memory.</summary>
    private const int MostObjects = 4096;

    private readonly Dictionary<InfeasibleReason, Entry> _known = StoreTables.ReadReasons(connection)
        .ToDictionary(pair => pair.Value, pair => new Entry(pair.Key, RowChecksum.Of(pair.Value)));

    /// <summary>The same by object, which spares comparing texts for every point.</summary>
    private readonly Dictionary<InfeasibleReason, Entry> _objects = new(ReferenceEqualityComparer.Instance);

    /// <summary>A reason's number and checksum; a new one is written into the store.</summary>
    public Entry Of(InfeasibleReason reason)
    {
        if (_objects.TryGetValue(reason, out Entry entry))
        {
            return entry;
        }

        if (!_known.TryGetValue(reason, out entry))
        {
            entry = new Entry(_known.Count + 1, RowChecksum.Of(reason));
            StoreFile.Execute(
                connection, "INSERT INTO reasons VALUES ($0, $1, $2)", entry.Id, reason.Metric, reason.Text);
            _known.Add(reason, entry);
        }

        if (_objects.Count >= MostObjects)
        {
            _objects.Clear();
        }

        _objects.Add(reason, entry);
        return entry;
    }

    internal readonly record struct Entry(long Id, ulong Checksum);
}
