using System.Diagnostics;

namespace Accel.Tests.Cli;

/// <summary>A file system in memory of a few kilobytes, where mounting is allowed.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Mounts one; null where this user may not.</summary>
    public static SmallDisk? Mount(string size)
    {
        SmallDisk disk = new(Directory.CreateTempSubdirectory("accel-disk-").FullName);
        if (Run("mount", "-t", "tmpfs", "-o", $"size={size}", "accel-test", disk.Path))
        {
            return disk;
        }

        Directory.Delete(disk.Path);
        return null;
    }

    /// <param name="options">Such as <c>size=64m</c> or <c>ro</c>.</param>
    public void Remount(string options) =>
        Assert.That(Run("mount", "-o", $"remount,{options}", Path), $"remounting with {options}");

    public void Dispose()
    {
        Assert.That(Run("umount", Path));
        Directory.Delete(Path);
    }

    /// <summary>Runs a program; whether it ended well.</summary>
    public static bool Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
