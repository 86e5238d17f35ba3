using Accel.Explore.Sweeps;
using Microsoft.Data.Sqlite;

namespace Accel.Explore.Store;

/// <summary>Adds rows to an open store, in the order of evaluation, and counts them.</summary>
/// <remarks>Equal rows in equal order give equal bytes, whatever the transactions.</remarks>
internal sealed class RowWriter(SqliteConnection connection, SweepDefinition definition) : IDisposable
{
    private readonly PointInsert _insert = new(connection, definition);
    private readonly ReasonTable _reasons = new(connection);

    /// <summary>What the store holds, these rows included.</summary>
    public StoreProgress Progress { get; private set; } = StoreProgress.Read(connection);

    public void Add(long index, InfeasibleReason? reason, ReadOnlySpan<double> metrics)
    {
        ReasonTable.Entry entry = reason is null ? default : _reasons.Of(reason);
        _insert.Add(index, entry.Id, metrics);
        Progress = Progress.Add(1, reason is null ? 1 : 0, RowChecksum.Of(index, entry.Checksum, metrics));
    }

    /// <summary>Writes the counts, in the transaction of the rows.</summary>
    public void SaveProgress() => Progress.Update(connection);

    /// <summary>Says that no more rows will come.</summary>
    public void End() =>
        Progress = Progress with { Part = Progress.Part with { Total = Progress.Done } };

    public void Dispose() => _insert.Dispose();
}
