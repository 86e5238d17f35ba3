using Accel.Explore.Sweeps;
using Microsoft.Data.Sqlite;

namespace Accel.Explore.Store;

/// <summary>The prepared statement that adds a point.</summary>
internal sealed class PointInsert(SqliteConnection connection, SweepDefinition definition) : IDisposable
{
    private readonly NativeStatement _statement = new(connection,
        $"INSERT INTO points VALUES (?, ?{string.Concat(Enumerable.Repeat(", ?", definition.Metrics.Count))})");

    /// <param name="reason">The reason's number, or 0 for a feasible point.</param>
    public void Add(long index, long reason, ReadOnlySpan<double> metrics)
    {
        _statement.Bind(1, index);
        if (reason == 0)
        {
            _statement.BindNull(2);
        }
        else
        {
            _statement.Bind(2, reason);
        }

        for (int metric = 0; metric < metrics.Length; metric++)
        {
            _statement.Bind(metric + 3, metrics[metric]);
        }

        _statement.Step();
        _statement.Reset();
    }

    public void Dispose() => _statement.Dispose();
}
