using Accel.Explore.Store;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Cli;

/// <summary>Really kills the real program: SIGKILL gives it no time to tidy up.</summary>
[Parallelizable(ParallelScope.Self)]
public class KilledSweepTests
{
    private const int Kills = 25;

    // The moments fall into the start, the making of the store, the sweep, its commits, and the report. A round ends
    // when the sweep does; then another starts afresh, until there were enough kills.
    [Test]
    public void Sweep_KilledAtRandomMoments_LosesNothingAndEndsInTheSameBytes()
    {
        using ConfigFolder folder = new();
        string sweep = Path.Combine(folder.Path, folder.Write("s.yaml", SweepFolders.Large));
        string whole = Path.Combine(folder.Path, "whole");
        AccelProcess undisturbed = AccelProcess.Run("sweep", sweep, "--out", whole);
        Assert.That(undisturbed.ExitCode, Is.Zero, undisturbed.Error);
        Dictionary<string, string> expected = SweepFolders.Hashes(whole);

        Random random = new(20);
        int kills = 0;
        for (int round = 0; kills < Kills; round++)
        {
            string cut = Path.Combine(folder.Path, $"cut{round}");
            long kept = 0;
            for (bool isDone = false; !isDone;)
            {
                TimeSpan moment = kills < Kills ? TimeSpan.FromMilliseconds(random.Next(20, 900))
                    : TimeSpan.FromMinutes(5);
                string jobs = random.Next(2) == 0 ? "1" : "2";
                AccelProcess? ended =
                    AccelProcess.Kill(moment, "sweep", sweep, "--out", cut, "--resume", "--jobs", jobs);
                Assert.That(ended?.ExitCode ?? 0, Is.Zero, ended?.Error);
                isDone = ended is not null;
                kills += isDone ? 0 : 1;

                // Looking takes back the open batch, which a resumption must be able to do itself: so only sometimes.
                if (!isDone && random.Next(4) == 0 && File.Exists(Path.Combine(cut, "results.sqlite")))
                {
                    using ResultStore store = ResultStore.Open(cut);
                    Assert.That(store.Count, Is.AtLeast(kept), "a point that was kept is lost");
                    Assert.That(store.Points().Select(point => point.Index),
                        Is.EqualTo(Enumerable.Range(0, (int)store.Count)));
                    kept = store.Count;
                }
            }

            Assert.That(SweepFolders.Hashes(cut), Is.EqualTo(expected), $"round {round}");
        }

        TestContext.Out.WriteLine($"{kills} kills");
    }

    [Test]
    public void Sweep_FolderOfARunningOne_IsRefusedUntilThatIsKilled()
    {
        using ConfigFolder folder = new();
        string sweep = Path.Combine(folder.Path, folder.Write("s.yaml", SweepFolders.Endless));
        string output = Path.Combine(folder.Path, "out");
        string other = Path.Combine(folder.Path, "other");
        string[][] commands =
        [
            ["sweep", sweep, "--out", output, "--resume"],
            ["report", output],
            ["export", output, "--csv", Path.Combine(folder.Path, "points.csv")],
            ["merge", output, "--out", other],
        ];
        AccelProcess[] refused = [];
        AccelProcess.Beside(
            () => SweepFolders.HasPoints(output),
            () => refused = [.. commands.AsParallel().AsOrdered().Select(command => AccelProcess.Run(command))],
            "sweep", sweep, "--out", output, "--jobs", "1");
        foreach (AccelProcess process in refused)
        {
            Assert.That(process.ExitCode, Is.EqualTo(2));
            Assert.That(process.ErrorLines, Has.Length.EqualTo(1));
            Assert.That(process.Error,
                Does.Contain("results.sqlite: error ACC017: the result store is in use by another process"));
        }

        Assert.That(Directory.Exists(other), Is.False);
        AccelProcess export = AccelProcess.Run(commands[2]);
        Assert.That(export.ExitCode, Is.Zero, export.Error);
    }
}
