using Accel.Arch.Diagnostics;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;
using Accel.Tests.Explore.Sweeps;
using Microsoft.Data.Sqlite;
using static Accel.Tests.Explore.Store.StoreFixture;

namespace Accel.Tests.Explore.Store;

public class ResultStoreTests
{
    private static readonly SweepDefinition Definition = SampleSweep.Definition();

    [Test]
    public void Open_WrittenStore_TellsWhatWasAskedAndWhence()
    {
        using TemporaryFolder folder = new();
        Fill(folder.Path, Definition);
        using ResultStore store = ResultStore.Open(folder.Path);
        Assert.That(store.Provenance, Is.EqualTo(Origin));
        Assert.That(store.Definition.Name, Is.EqualTo("sample"));
        Assert.That(store.Definition.Space.Describe(2999), Is.EqualTo(Definition.Space.Describe(2999)));
        Assert.That(store.Definition.Metrics, Is.EqualTo(Definition.Metrics));
        Assert.That(store.Definition.Objectives, Is.EqualTo(Definition.Objectives));
        Assert.That(store.Definition.Constraints, Is.EqualTo(Definition.Constraints));
        Assert.That(store.Count, Is.EqualTo(3000));
        Assert.That(store.FeasibleCount, Is.EqualTo(store.Points().Count(point => point.IsFeasible)));
        Assert.That(store.Part, Is.EqualTo(SweepPart.All(Definition.Space)));
        Assert.That(store.IsComplete);
    }

    [Test]
    public void Front_OfStore_IsFeasibleAndUndominated()
    {
        using TemporaryFolder folder = new();
        Fill(folder.Path, SampleSweep.Definition(rows: 12));
        using ResultStore store = ResultStore.Open(folder.Path);
        SweepPoint[] feasible = [.. store.Points().Where(point => point.IsFeasible)];
        long[] expected =
        [
            .. feasible.Where(point => !feasible.Any(other =>
                other.Metrics.Zip(point.Metrics).All(pair => pair.First <= pair.Second)
                && other.Metrics.Zip(point.Metrics).Any(pair => pair.First < pair.Second)))
                .Select(point => point.Index),
        ];
        Assert.That(store.Front().Select(point => point.Index), Is.EqualTo(expected));
    }

    [Test]
    public void View_Results_SpellsOutAxesAndReasons()
    {
        using TemporaryFolder folder = new();
        Fill(folder.Path, Definition);
        using SqliteConnection connection = new($"Data Source={folder["results.sqlite"]};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT "fabric.rows", "fabric.columns", "precision.weights", round("area-mm2", 9), feasible, reason
            FROM results WHERE point_id IN (757, 2999) ORDER BY point_id
            """;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, 6).Select(column => reader.GetValue(column))));
        }

        Assert.That(rows, Is.EqualTo(new[] { "11|3|int6/128|36.3|1|", "40|25|fp4-er-ea/128|1100|0|area-mm2 > 900" }));
    }

    [TestCase("")]
    [TestCase("This is a text file, and a long enough one to be mistaken for a database header at first sight.")]
    public void Open_NotAStore_IsRefused(string content)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["results.sqlite"], content);
        Assert.That(Refusal(() => ResultStore.Open(folder.Path)), Does.Contain("not a result store"));
    }

    [TestCase("PRAGMA application_id = 7", "not a result store of Accel")]
    [TestCase("PRAGMA user_version = 99", "version 99 of the tables; this program reads version 3")]
    [TestCase("UPDATE meta SET value = 'kind: design' WHERE key = 'resolved-inputs'", "hash")]
    [TestCase("DELETE FROM meta WHERE key = 'command'", "lacks command")]
    [TestCase("UPDATE axis_values SET label = '4O' WHERE label = '40'", "damaged")]
    [TestCase("UPDATE constraints SET max = 901", "damaged")]
    [TestCase("UPDATE meta SET value = '0.1.1' WHERE key = 'accel-version'", "damaged")]
    [TestCase("DROP TABLE objectives", "damaged")]
    [TestCase("UPDATE objectives SET goal = 'sideways'", "damaged")]
    [TestCase("DELETE FROM axis_values", "damaged")]
    [TestCase("DELETE FROM progress", "damaged")]
    [TestCase("UPDATE progress SET done = 3001", "damaged")]
    [TestCase("UPDATE progress SET shard = 1", "damaged")]
    [TestCase("UPDATE progress SET checksum = 'none'", "damaged")]
    public void Open_StoreTamperedWith_IsRefused(string sql, string expected)
    {
        using TemporaryFolder folder = new();
        Fill(folder.Path, Definition);
        Tamper(folder, sql);
        Assert.That(Refusal(() => ResultStore.Open(folder.Path)), Does.Contain(expected));
    }

    [TestCase("INSERT INTO points (point_id) VALUES (3000)")]
    [TestCase("INSERT INTO points (point_id) VALUES (-1)")]
    [TestCase("PRAGMA foreign_keys = OFF; UPDATE points SET reason_id = 77 WHERE point_id = 12")]
    [TestCase("DELETE FROM points WHERE point_id = 700")]
    [TestCase("UPDATE points SET mse = mse * 1.0000000000000002 WHERE point_id = 1500")]
    [TestCase("UPDATE reasons SET text = '> 90'")]
    [TestCase("UPDATE points SET reason_id = NULL WHERE reason_id = 1")]
    public void Points_RowThatCannotBe_IsRefused(string sql)
    {
        using TemporaryFolder folder = new();
        Fill(folder.Path, Definition);
        Tamper(folder, sql);
        using ResultStore store = ResultStore.Open(folder.Path);
        Assert.That(Refusal(() => Assert.That(store.Points().Count(), Is.Zero)), Does.Contain("damaged"));
    }

    [Test]
    public void Open_WhileASweepWrites_IsRefused()
    {
        using TemporaryFolder folder = new();
        using ResultWriter writer = ResultWriter.Create(folder.Path, Definition, Origin, TimeProvider.System);
        Assert.That(Refusal(() => ResultStore.Open(folder.Path)), Does.Contain("in use"));
    }

    // Whatever a bad disk does to the file, the user is told about the file and never shown a stack trace.
    [Test]
    public void Open_RandomDamage_IsReadOrRefused()
    {
        using TemporaryFolder folder = new();
        Fill(folder["good"], Definition);
        byte[] good = File.ReadAllBytes(folder["good/results.sqlite"]);
        Random random = new(11);
        int refused = 0;
        for (int round = 0; round < 80; round++)
        {
            byte[] bad = random.Next(4) == 0 ? good[..random.Next(good.Length)] : (byte[])good.Clone();
            for (int damage = 0; damage < 40 && bad.Length > 0; damage++)
            {
                bad[random.Next(bad.Length)] = (byte)random.Next(256);
            }

            string broken = Directory.CreateDirectory(folder[$"bad{round}"]).FullName;
            File.WriteAllBytes(Path.Combine(broken, "results.sqlite"), bad);
            try
            {
                ResultWriter.Resume(broken, Definition, Origin, TimeProvider.System, out _).Dispose();
                using ResultStore store = ResultStore.Open(broken);
                CsvExport.Write(store, TextWriter.Null);
            }
            catch (InputException)
            {
                refused++;
            }
        }

        Assert.That(refused, Is.GreaterThan(60));
    }

    // A byte that says something is missed when it changes; one in the unused part of a page is not.
    [Test]
    public void Open_OneByteChanged_IsRefusedOrHarmlessAndLeftAlone()
    {
        using TemporaryFolder folder = new();
        Fill(folder["good"], SampleSweep.Definition(rows: 4));
        SweepDefinition definition = SampleSweep.Definition(rows: 4);
        byte[] good = Bytes(folder["good"]);
        string[] lines = Lines(folder["good"]);
        string bad = Directory.CreateDirectory(folder["bad"]).FullName;
        string file = Path.Combine(bad, "results.sqlite");
        Random random = new(3);

        // Some of the header, then of whatever is not zero: most of a small store is the rest of its pages.
        int[] used = [.. Enumerable.Range(0, good.Length).Where(at => good[at] != 0)];
        int[] places = [.. (int[])[0, 16, 18, 21, 30, 31, 45, 59, 63, 68, 71],
            .. Enumerable.Range(0, 60).Select(_ => used[random.Next(used.Length)])];
        int refused = 0;
        foreach (int place in places)
        {
            byte[] changed = (byte[])good.Clone();
            changed[place] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(file, changed);
            try
            {
                ResultWriter.Resume(bad, definition, Origin, TimeProvider.System, out _).Dispose();
                Assert.That(Lines(bad), Is.EqualTo(lines), $"byte {place}");
            }
            catch (InputException)
            {
                refused++;
            }

            Assert.That(Bytes(bad), Is.EqualTo(changed), $"byte {place}");
            Assert.That(Directory.GetFiles(bad), Has.Length.EqualTo(1), $"byte {place}");
        }

        Assert.That(refused, Is.GreaterThan(45));
    }

    [TestCase(100)]
    [TestCase(16384)]
    [TestCase(100_000)]
    [TestCase(-1)]
    public void Open_Truncated_IsRefusedAndLeftAlone(int length)
    {
        using TemporaryFolder folder = new();
        Fill(folder.Path, Definition);
        byte[] whole = Bytes(folder.Path);
        byte[] cut = whole[..(length < 0 ? whole.Length - 1 : length)];
        File.WriteAllBytes(folder["results.sqlite"], cut);
        Refusal(() => ResultWriter.Resume(folder.Path, Definition, Origin, TimeProvider.System, out _));
        Refusal(() =>
        {
            using ResultStore store = ResultStore.Open(folder.Path);
            CsvExport.Write(store, TextWriter.Null);
        });
        Assert.That(Bytes(folder.Path), Is.EqualTo(cut));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
    }

    private static void Tamper(TemporaryFolder folder, string sql)
    {
        using SqliteConnection connection = new($"Data Source={folder["results.sqlite"]};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
