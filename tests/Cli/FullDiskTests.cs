using Accel.Explore.Store;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Cli;

[Parallelizable(ParallelScope.Self)]
public class FullDiskTests
{
    private const string Small = """
        kind: sweep
        base: bitmod-28nm
        workloads: [ llama-2-7b-chat ]
        axes: { fabric.rows: [ 16, 32 ] }
        objectives: { latency-s: min, area-mm2: min }
        """;

    private const string NoRoom = "results.sqlite: error ACC017: (the disk is full|.* cannot be read or written)";

    // On a disk of one megabyte, or, where no disk can be mounted, with files of at most one megabyte.
    [Test]
    public void Sweep_NoMoreRoom_FailsAndGoesOnOnceThereIs()
    {
        using ConfigFolder folder = new();
        string sweep = Path.Combine(folder.Path, folder.Write("s.yaml", SweepFolders.Medium));
        string whole = Path.Combine(folder.Path, "whole");
        Assert.That(AccelProcess.Run("sweep", sweep, "--out", whole).ExitCode, Is.Zero);

        using SmallDisk? disk = SmallDisk.Mount("1m");
        string output = Path.Combine(disk?.Path ?? folder.Path, "out");
        AccelProcess full = Sweep(disk, sweep, output);
        Assert.That(full.ExitCode, Is.EqualTo(1), full.Error);
        Assert.That(full.Output, Is.Empty);
        Assert.That(full.Error, Does.Match(NoRoom).And.Contain("--resume"));
        long kept = Kept(output);
        Assert.That(kept, Is.InRange(1, SweepFolders.MediumPoints - 1));

        AccelProcess again = Sweep(disk, sweep, output);
        Assert.That(again.ExitCode, Is.EqualTo(1), again.Error);
        Assert.That(Kept(output), Is.AtLeast(kept));

        disk?.Remount("size=256m");
        AccelProcess resumed = AccelProcess.Run("sweep", sweep, "--out", output, "--resume");
        Assert.That(resumed.ExitCode, Is.Zero, resumed.Error);
        Assert.That(SweepFolders.Hashes(output), Is.EqualTo(SweepFolders.Hashes(whole)));
    }

    [Test]
    public void Sweep_RoomForTheStoreOnly_KeepsItAndNoHalfReport()
    {
        using ConfigFolder folder = new();
        string sweep = Path.Combine(folder.Path, folder.Write("s.yaml", Small));
        using SmallDisk? disk = SmallDisk.Mount("400k");
        string output = Path.Combine(disk?.Path ?? folder.Path, "out");
        AccelProcess full = Sweep(disk, sweep, output, "400");
        Assert.That(full.ExitCode, Is.EqualTo(1), full.Error);
        Assert.That(full.ErrorLines, Has.Length.AtMost(2), full.Error);
        Assert.That(SweepFolders.Hashes(output).Keys, Is.EqualTo(new[] { "results.sqlite" }));
        Assert.That(Kept(output), Is.EqualTo(2));

        disk?.Remount("size=64m");
        Assert.That(AccelProcess.Run("report", output).ExitCode, Is.Zero);
    }

    [Test]
    public void Sweep_NoRoomAtAll_LeavesNothing()
    {
        using ConfigFolder folder = new();
        string sweep = Path.Combine(folder.Path, folder.Write("s.yaml", Small));
        using SmallDisk? disk = SmallDisk.Mount("32k");
        string output = Path.Combine(disk?.Path ?? folder.Path, "out");
        AccelProcess full = Sweep(disk, sweep, output, "32");
        Assert.That(full.ExitCode, Is.EqualTo(2), full.Error);
        Assert.That(full.Error, Does.Match(NoRoom));
        Assert.That(Directory.GetFiles(output), Is.Empty);
    }

    [Test]
    public void Commands_ReadOnlyFolder_SayItAndLeaveItAlone()
    {
        using ConfigFolder folder = new();
        string sweep = Path.Combine(folder.Path, folder.Write("s.yaml", Small));
        using SmallDisk? disk = SmallDisk.Mount("64m");
        string place = Directory.CreateDirectory(Path.Combine(disk?.Path ?? folder.Path, "place")).FullName;
        string output = Path.Combine(place, "out");
        Assert.That(AccelProcess.Run("sweep", sweep, "--out", output).ExitCode, Is.Zero);
        Dictionary<string, string> before = SweepFolders.Hashes(output);
        MakeReadOnly(disk, place, output);
        string csv = Path.Combine(Path.GetTempPath(), $"{Path.GetFileName(folder.Path)}.csv");
        (string[] Arguments, int ExitCode)[] cases =
        [
            (["sweep", sweep, "--out", Path.Combine(place, "new")], 2),
            (["sweep", sweep, "--out", output, "--resume"], 2),
            (["sweep", sweep, "--out", output], 2),
            (["merge", output, "--out", Path.Combine(place, "merged")], 2),
            (["report", output], 1),
            (["export", output, "--csv", csv], 0),
        ];

        // Root may write wherever modes forbid it, so where no disk is mounted it runs as nobody.
        AccelProcess[] ended = [.. cases.AsParallel().AsOrdered().Select(one =>
            disk is null && Environment.IsPrivilegedProcess
                ? AccelProcess.RunWithin("exec setpriv --reuid=65534 --regid=65534 --clear-groups", one.Arguments)
                : AccelProcess.Run(one.Arguments))];
        foreach (((string[] arguments, int exitCode), AccelProcess process) in cases.Zip(ended))
        {
            Assert.That(process.ExitCode, Is.EqualTo(exitCode), $"{string.Join(' ', arguments)}: {process.Error}");
            Assert.That(process.Error, exitCode == 0 ? Does.Contain("2 points") : Does.Match(
                "(?i)read-only|denied|holds results"));
        }

        File.Delete(csv);
        Assert.That(SweepFolders.Hashes(output), Is.EqualTo(before));
        Assert.That(Directory.GetFileSystemEntries(place), Is.EqualTo(new[] { output }));
        _ = disk is not null || SmallDisk.Run("chmod", "u+w", output, place);
    }

    private static void MakeReadOnly(SmallDisk? disk, string place, string output)
    {
        if (disk is not null)
        {
            disk.Remount("ro");
            return;
        }

        Assert.That(SmallDisk.Run("chmod", "a+rx", Path.GetDirectoryName(place)!));
        Assert.That(SmallDisk.Run("chmod", "a+rX-w", output, place));
    }

    private static long Kept(string folder)
    {
        using ResultStore store = ResultStore.Open(folder);
        Assert.That(store.Points().Select(point => point.Index), Is.EqualTo(Enumerable.Range(0, (int)store.Count)));
        return store.Count;
    }

    private static AccelProcess Sweep(SmallDisk? disk, string sweep, string output, string kilobytes = "1000")
    {
        string[] arguments = ["sweep", sweep, "--out", output, "--resume", "--jobs", "2"];
        return disk is not null
            ? AccelProcess.Run(arguments)
            : AccelProcess.RunWithin($"trap '' XFSZ; ulimit -f {kilobytes}; exec", arguments);
    }
}
