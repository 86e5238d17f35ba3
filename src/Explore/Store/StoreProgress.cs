using System.Globalization;
using Accel.Explore.Sweeps;
using Microsoft.Data.Sqlite;
using static Accel.Explore.Store.StoreFile;

namespace Accel.Explore.Store;

/// <summary>What a store is to hold, and how much of it is there; the one row of the table <c>progress</c>.</summary>
/// <remarks>
/// It changes in the same transaction as the points. All its fields keep their width or grow, so that the bytes of its
/// page do not tell how often it was written.
/// </remarks>
/// <param name="Part">The part of the sweep that is in this store when it is complete.</param>
/// <param name="Done">Points that are there: the first so many of the part.</param>
/// <param name="Feasible">How many of them are feasible.</param>
/// <param name="Checksum">The sum of <see cref="RowChecksum"/> over them, modulo 2^64.</param>
internal readonly record struct StoreProgress(SweepPart Part, long Done, long Feasible, ulong Checksum)
{
    public const string Table = """
        CREATE TABLE progress (shard INTEGER NOT NULL, shards INTEGER NOT NULL, total INTEGER, done INTEGER NOT NULL,
            feasible INTEGER NOT NULL, checksum TEXT NOT NULL) STRICT;
        """;

    public bool IsComplete => Part.End is long end && Done == end - Part.First;

    public static StoreProgress Read(SqliteConnection connection)
    {
        List<StoreProgress> rows = Rows(connection,
            "SELECT shard, shards, total, done, feasible, checksum FROM progress", Read);
        return rows is [StoreProgress one] ? one : throw new FormatException("its progress is not one row");
    }

    /// <summary>The progress when some points more are there.</summary>
    public StoreProgress Add(long done, long feasible, ulong checksum) =>
        this with { Done = Done + done, Feasible = Feasible + feasible, Checksum = unchecked(Checksum + checksum) };

    public void Insert(SqliteConnection connection) => Execute(connection,
        "INSERT INTO progress VALUES ($0, $1, $2, $3, $4, $5)",
        Part.Shard.Index, Part.Shard.Count, Part.Total, Done, Feasible, Text);

    public void Update(SqliteConnection connection) => Execute(connection,
        "UPDATE progress SET total = $0, done = $1, feasible = $2, checksum = $3", Part.Total, Done, Feasible, Text);

    private string Text => Checksum.ToString("x16", CultureInfo.InvariantCulture);

    private static StoreProgress Read(SqliteDataReader row)
    {
        Shard shard = new(checked((int)row.GetInt64(0)), checked((int)row.GetInt64(1)));
        SweepPart part = new(shard, row.IsDBNull(2) ? null : row.GetInt64(2));
        StoreProgress progress = new(part, row.GetInt64(3), row.GetInt64(4),
            ulong.Parse(row.GetString(5), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        bool isSane = shard.Index >= 0 && shard.Index < shard.Count && !(part.Total < 0)
            && progress.Feasible >= 0 && progress.Feasible <= progress.Done && !(progress.Done > part.End - part.First);
        return isSane ? progress : throw new FormatException("its progress cannot be");
    }
}
