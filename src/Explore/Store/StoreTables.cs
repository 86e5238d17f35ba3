using System.Globalization;
using System.Text;
using Accel.Explore.Sweeps;
using Microsoft.Data.Sqlite;
using static Accel.Explore.Store.StoreFile;

namespace Accel.Explore.Store;

/// <summary>The tables of a store: made from a definition, and read back into one.</summary>
/// <remarks>
/// A point is its number in the space, from which the value on every axis follows; the view <c>results</c> spells them
/// out for whoever opens the file with a tool of SQL. Fixed columns have underscores, which no metric's name has.
/// </remarks>
internal static class StoreTables
{
    private const string Fixed = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT;
        CREATE TABLE axes (axis_id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE axis_values (axis_id INTEGER NOT NULL REFERENCES axes, value_id INTEGER NOT NULL,
            label TEXT NOT NULL, PRIMARY KEY (axis_id, value_id)) WITHOUT ROWID, STRICT;
        CREATE TABLE metrics (metric_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, unit TEXT NOT NULL,
            summary TEXT NOT NULL, label TEXT NOT NULL) STRICT;
        CREATE TABLE objectives (objective_id INTEGER PRIMARY KEY, metric TEXT NOT NULL, goal TEXT NOT NULL) STRICT;
        CREATE TABLE constraints (constraint_id INTEGER PRIMARY KEY, metric TEXT NOT NULL, min REAL, max REAL) STRICT;
        CREATE TABLE reasons (reason_id INTEGER PRIMARY KEY, metric TEXT, text TEXT NOT NULL) STRICT;
        """;

    public static void Create(SqliteConnection connection, SweepDefinition definition, Provenance provenance,
        StoreProgress progress)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        Execute(connection, $"PRAGMA application_id = {OurMark}");
        Execute(connection, $"PRAGMA user_version = {SchemaVersion}");
        Execute(connection, Fixed + StoreProgress.Table + StoreWaves.Table);
        string columns = string.Concat(definition.Metrics.Select(metric => $", {Quote(metric.Name)} REAL"));
        Execute(connection, $"""
            CREATE TABLE points (
                point_id INTEGER PRIMARY KEY, reason_id INTEGER REFERENCES reasons{columns}) STRICT
            """);
        Execute(connection, View(definition));
        foreach ((string key, string value) in Meta(definition, provenance))
        {
            Execute(connection, "INSERT INTO meta VALUES ($0, $1)", key, value);
        }

        progress.Insert(connection);
        WriteSpace(connection, definition.Space);
        foreach (Metric metric in definition.Metrics)
        {
            Execute(connection, "INSERT INTO metrics (name, unit, summary, label) VALUES ($0, $1, $2, $3)",
                metric.Name, metric.Unit, metric.Summary, metric.Label);
        }

        foreach (Objective objective in definition.Objectives)
        {
            Execute(connection, "INSERT INTO objectives (metric, goal) VALUES ($0, $1)",
                objective.Metric, objective.Goal.ToString());
        }

        foreach (Constraint constraint in definition.Constraints)
        {
            Execute(connection, "INSERT INTO constraints (metric, min, max) VALUES ($0, $1, $2)",
                constraint.Metric, constraint.Min, constraint.Max);
        }

        transaction.Commit();
    }

    public static SweepDefinition ReadDefinition(SqliteConnection connection)
    {
        ILookup<long, string> labels = Rows(connection,
            "SELECT axis_id, label FROM axis_values ORDER BY axis_id, value_id",
            row => (Axis: row.GetInt64(0), Label: row.GetString(1))).ToLookup(row => row.Axis, row => row.Label);
        List<SweepAxis> axes = Rows(connection, "SELECT axis_id, path FROM axes ORDER BY axis_id",
            row => new SweepAxis(row.GetString(1), [.. labels[row.GetInt64(0)]]));
        List<Metric> metrics = Rows(connection, "SELECT name, unit, summary, label FROM metrics ORDER BY metric_id",
            row => new Metric(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)));
        List<Objective> objectives = Rows(connection, "SELECT metric, goal FROM objectives ORDER BY objective_id",
            row => new Objective(row.GetString(0), Enum.Parse<ObjectiveGoal>(row.GetString(1))));
        List<Constraint> constraints = Rows(connection,
            "SELECT metric, min, max FROM constraints ORDER BY constraint_id",
            row => new Constraint(row.GetString(0), Bound(row, 1), Bound(row, 2)));
        return new SweepDefinition(
            ReadMeta(connection, "sweep"), new SweepSpace(axes), metrics, objectives, constraints);
    }

    public static Provenance ReadProvenance(SqliteConnection connection)
    {
        Provenance provenance = new(
            ReadMeta(connection, "accel-version"),
            ReadMeta(connection, "resolved-inputs"),
            ReadMeta(connection, "command"));
        return ReadMeta(connection, "input-hash") == provenance.InputHash
            ? provenance
            : throw new FormatException("its resolved inputs do not have the hash that stands beside them");
    }

    /// <exception cref="FormatException">The store does not say what was written.</exception>
    public static void RequireSeal(SqliteConnection connection, SweepDefinition definition, Provenance provenance)
    {
        if (ReadMeta(connection, "seal") != StoreSeal.Of(definition, provenance))
        {
            throw new FormatException("what it says of its sweep is not what was written");
        }
    }

    public static Dictionary<long, InfeasibleReason> ReadReasons(SqliteConnection connection) =>
        Rows(connection, "SELECT reason_id, text, metric FROM reasons",
            row => (Id: row.GetInt64(0), Reason: new InfeasibleReason(
                row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2))))
            .ToDictionary(row => row.Id, row => row.Reason);

    private static (string Key, string Value)[] Meta(SweepDefinition definition, Provenance provenance) =>
    [
        ("sweep", definition.Name),
        ("accel-version", provenance.AccelVersion),
        ("command", provenance.Command),
        ("input-hash", provenance.InputHash),
        ("resolved-inputs", provenance.ResolvedInputs),
        ("seal", StoreSeal.Of(definition, provenance)),
    ];

    private static void WriteSpace(SqliteConnection connection, SweepSpace space)
    {
        for (int axis = 0; axis < space.Axes.Count; axis++)
        {
            Execute(connection, "INSERT INTO axes VALUES ($0, $1)", axis, space.Axes[axis].Path);
            for (int value = 0; value < space.Axes[axis].Values.Count; value++)
            {
                Execute(connection, "INSERT INTO axis_values VALUES ($0, $1, $2)",
                    axis, value, space.Axes[axis].Values[value]);
            }
        }
    }

    private static string View(SweepDefinition definition)
    {
        StringBuilder sql = new("CREATE VIEW results AS SELECT point_id");
        for (int axis = 0; axis < definition.Space.Axes.Count; axis++)
        {
            SweepAxis shown = definition.Space.Axes[axis];
            sql.Append(CultureInfo.InvariantCulture, $"""
                , (SELECT label FROM axis_values WHERE axis_id = {axis} AND
                value_id = point_id / {definition.Space.StrideOf(axis)} % {shown.Values.Count}) AS {Quote(shown.Path)}
                """);
        }

        foreach (Metric metric in definition.Metrics)
        {
            sql.Append(CultureInfo.InvariantCulture, $", points.{Quote(metric.Name)}");
        }

        return sql.Append(", points.reason_id IS NULL AS feasible, coalesce(metric || ' ', '') || text AS reason ")
            .Append("FROM points LEFT JOIN reasons USING (reason_id)").ToString();
    }

    private static string ReadMeta(SqliteConnection connection, string key) =>
        Rows(connection, $"SELECT value FROM meta WHERE key = '{key}'", row => row.GetString(0)) is [string value]
            ? value
            : throw new FormatException($"its meta table lacks {key}");

    private static double? Bound(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetDouble(column);
}
