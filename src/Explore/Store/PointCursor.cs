using Accel.Explore.Sweeps;
using Microsoft.Data.Sqlite;

namespace Accel.Explore.Store;

/// <summary>Goes through the points of a store, ascending by number. Allocates nothing for a point.</summary>
/// <remarks>
/// The end is checked: a pass over all metrics compares the checksum of the rows, any pass their count. A store that
/// does not hold what was written is damaged, and the pass ends in a diagnostic.
/// </remarks>
public sealed class PointCursor : IDisposable
{
    private readonly string _path;
    private readonly NativeStatement _statement;
    private readonly long _space;
    private readonly Dictionary<long, InfeasibleReason> _reasons;
    private readonly Dictionary<long, ulong> _checksums;
    private readonly double[] _metrics;
    private readonly bool _isFull;
    private readonly StoreProgress _expected;
    private readonly bool _onlyFeasible;
    private long _seen;
    private ulong _checksum;
    private long _reasonId;

    internal PointCursor(string path, SqliteConnection connection, SweepDefinition definition,
        StoreProgress progress, Dictionary<long, InfeasibleReason> reasons, ReadOnlySpan<int> metrics,
        bool onlyFeasible)
    {
        _path = path;
        _space = definition.Space.Count;
        _expected = progress;
        _reasons = reasons;
        _checksums = reasons.ToDictionary(reason => reason.Key, reason => RowChecksum.Of(reason.Value));
        _metrics = new double[metrics.Length];
        _onlyFeasible = onlyFeasible;
        _isFull = !onlyFeasible && metrics.Length == definition.Metrics.Count;
        string columns = string.Empty;
        for (int metric = 0; metric < metrics.Length; metric++)
        {
            columns += ", " + StoreFile.Quote(definition.Metrics[metrics[metric]].Name);
            _isFull &= metrics[metric] == metric;
        }

        string condition = onlyFeasible ? "WHERE reason_id IS NULL " : string.Empty;
        string sql = $"SELECT point_id, reason_id{columns} FROM points {condition}ORDER BY point_id";
        _statement = StoreErrors.GuardContent(path, () => new NativeStatement(connection, sql));
    }

    /// <summary>The number of the point.</summary>
    public long Index { get; private set; }

    /// <summary>Why the point is infeasible, or null.</summary>
    public InfeasibleReason? Reason => _reasonId == 0 ? null : _reasons[_reasonId];

    public bool IsFeasible => _reasonId == 0;

    /// <summary>The metrics asked for, in the order asked for; NaN where the point has none.</summary>
    public ReadOnlySpan<double> Metrics => _metrics;

    /// <summary>Goes to the next point; false when there is none.</summary>
    /// <exception cref="Arch.Diagnostics.InputException">The store is damaged.</exception>
    public bool Next()
    {
        try
        {
            if (!_statement.Step())
            {
                RequireEverything();
                return false;
            }

            Read();
            return true;
        }
        catch (Exception exception) when (exception is SqliteException or FormatException or InvalidCastException)
        {
            throw StoreErrors.OfContent(_path, exception);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Read()
    {
        Index = _statement.Long(0);
        if (Index < 0 || Index >= _space)
        {
            throw new FormatException("a point lies outside the space of its sweep");
        }

        ulong reason = 0;
        _reasonId = _onlyFeasible || _statement.IsNull(1) ? 0 : _statement.Long(1);
        if (_reasonId != 0 && !_checksums.TryGetValue(_reasonId, out reason))
        {
            throw new FormatException("a point has a reason that is not in the table of reasons");
        }

        for (int metric = 0; metric < _metrics.Length; metric++)
        {
            _metrics[metric] = _statement.Double(metric + 2);
        }

        _seen++;
        if (_isFull)
        {
            _checksum = unchecked(_checksum + RowChecksum.Of(Index, reason, _metrics));
        }
    }

    private void RequireEverything()
    {
        long expected = _onlyFeasible ? _expected.Feasible : _expected.Done;
        if (_seen != expected)
        {
            throw new FormatException($"it holds {_seen} points where {expected} were written");
        }

        if (_isFull && _checksum != _expected.Checksum)
        {
            throw new FormatException("its points are not those that were written");
        }
    }
}
