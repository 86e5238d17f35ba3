using Accel.Explore.Sweeps;
using Microsoft.Data.Sqlite;

namespace Accel.Explore.Store;

/// <summary>Fetches single points of a store by number.</summary>
internal sealed class PointLookup : IDisposable
{
    private readonly string _path;
    private readonly int _metrics;
    private readonly NativeStatement _statement;

    public PointLookup(string path, SqliteConnection connection, SweepDefinition definition)
    {
        _path = path;
        _metrics = definition.Metrics.Count;
        string columns = string.Join(", ", definition.Metrics.Select(metric => StoreFile.Quote(metric.Name)));
        _statement = StoreErrors.GuardContent(path, () =>
            new NativeStatement(connection, $"SELECT {columns} FROM points WHERE point_id = ?"));
    }

    /// <summary>A point that is known to be there and to be feasible.</summary>
    public SweepPoint Feasible(long index) => StoreErrors.GuardContent(_path, () =>
    {
        _statement.Bind(1, index);
        if (!_statement.Step())
        {
            throw new FormatException("a point is gone");
        }

        double[] values = new double[_metrics];
        for (int metric = 0; metric < _metrics; metric++)
        {
            values[metric] = _statement.Double(metric);
        }

        _statement.Reset();
        return new SweepPoint(index, values);
    });

    public void Dispose() => _statement.Dispose();
}
