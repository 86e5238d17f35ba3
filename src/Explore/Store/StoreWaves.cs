using Accel.Explore.Search;
using Microsoft.Data.Sqlite;
using static Accel.Explore.Store.StoreFile;

namespace Accel.Explore.Store;

/// <summary>The table <c>waves</c>: how far a search was after each of its waves; empty for other sweeps.</summary>
internal static class StoreWaves
{
    public const string Table = """
        CREATE TABLE waves (wave INTEGER PRIMARY KEY, points INTEGER NOT NULL, feasible INTEGER NOT NULL,
            front INTEGER NOT NULL, hypervolume REAL) STRICT;
        """;

    public static void Write(SqliteConnection connection, IReadOnlyList<SearchWave> waves)
    {
        foreach (SearchWave wave in waves)
        {
            Execute(connection, "INSERT INTO waves VALUES ($0, $1, $2, $3, $4)", wave.Wave, wave.Points, wave.Feasible,
                wave.Front, double.IsNaN(wave.Hypervolume) ? null : wave.Hypervolume);
        }
    }

    public static IReadOnlyList<SearchWave> Read(SqliteConnection connection) => Rows(connection,
        "SELECT wave, points, feasible, front, hypervolume FROM waves ORDER BY wave",
        row => new SearchWave(checked((int)row.GetInt64(0)), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3),
            row.IsDBNull(4) ? double.NaN : row.GetDouble(4)));
}
