using Accel.Explore.Cluster;

namespace Accel.Cli;

/// <summary>How to start this very program again, elsewhere and later.</summary>
internal static class ThisProgram
{
    /// <summary>What the program and the runtime look at to find files: relative names are made absolute.</summary>
    private static readonly string[] FolderLists = ["ACCEL_CONFIGS", "DOTNET_ROOT"];

    public static ProgramLaunch Launch()
    {
        string process = Environment.ProcessPath ?? "accel";

        // Started as `dotnet accel.dll`, the process is dotnet's; a program or tool of our own needs nothing before it.
        string[] command = Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? [process, Path.Combine(AppContext.BaseDirectory, "accel.dll")]
            : [process];
        return new ProgramLaunch(command, Environment.CurrentDirectory,
        [
            .. FolderLists.Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
                .Where(variable => !string.IsNullOrEmpty(variable.Value))
                .Select(variable => (variable.Name, Absolute(variable.Value!))),
        ]);
    }

    private static string Absolute(string folders) => string.Join(Path.PathSeparator,
        folders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFullPath));
}
