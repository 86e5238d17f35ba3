using Accel.Arch.Designs;

namespace Accel.Explore.Library;

/// <summary>Where the library of designs, models, workloads and technologies lies.</summary>
public static class ConfigRoots
{
    /// <summary>The name of the library's folder.</summary>
    public const string Folder = "configs";

    private const string Solution = "Accel.sln";

    /// <summary>
    /// The library beside a program, where a package lays it, or in the nearest folder above: the solution's, for a
    /// program that was built in it. Null when there is none.
    /// </summary>
    /// <param name="program">The folder of the program: <see cref="AppContext.BaseDirectory"/>.</param>
    public static string? Beside(string program)
    {
        for (DirectoryInfo? folder = new(program); folder is not null; folder = folder.Parent)
        {
            string configs = Path.Combine(folder.FullName, Folder);
            if (File.Exists(Path.Combine(folder.FullName, Solution))
                || Directory.Exists(Path.Combine(configs, DesignSchema.Folder)))
            {
                return configs;
            }
        }

        return null;
    }
}
