using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Accel.HlsEmit.Emission;

/// <summary>Puts an emission on disk: whole or not at all.</summary>
public static class EmissionFolder
{
    private const string ManifestName = "manifest.json";

    /// <summary>Why nothing may be written to a folder, or null when it may.</summary>
    /// <remarks>A folder that is missing, empty or holds an emission of ours is written to.</remarks>
    public static string? WhyNot(string folder)
    {
        if (File.Exists(folder))
        {
            return $"{folder} is a file";
        }

        return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()
            && Emitted(folder) is null ? $"{folder} is not empty and holds no emitted design" : null;
    }

    /// <summary>Writes all files; those of an emission before are replaced, others stay.</summary>
    /// <remarks>
    /// Everything is written beside the folder first, so that a full disk or an interruption leaves what is there.
    /// </remarks>
    /// <exception cref="IOException"><see cref="WhyNot"/> says why, or the disk does.</exception>
    public static void Write(string folder, IReadOnlyList<EmittedFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (WhyNot(folder) is { } reason)
        {
            throw new IOException(reason);
        }

        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string parent = Path.GetDirectoryName(target) ?? throw new IOException($"{folder} is no folder to write to");
        Directory.CreateDirectory(parent);
        string fresh = string.Create(CultureInfo.InvariantCulture, $"{target}.partial-{Environment.ProcessId}");
        if (Directory.Exists(fresh) || File.Exists(fresh))
        {
            // Whatever it is, it is not ours to delete.
            throw new IOException($"{fresh} is in the way");
        }

        try
        {
            foreach (EmittedFile file in files)
            {
                string path = Path.Combine(fresh, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Text, new UTF8Encoding(false));
            }

            if (!Directory.Exists(target))
            {
                Directory.Move(fresh, target);
                return;
            }

            Replace(target, fresh, files);
        }
        finally
        {
            if (Directory.Exists(fresh))
            {
                Directory.Delete(fresh, recursive: true);
            }
        }
    }

    private static void Replace(string target, string fresh, IReadOnlyList<EmittedFile> files)
    {
        IReadOnlyList<string> before = Emitted(target) ?? [];

        // The manifest comes last, so that it names nothing that is not there.
        foreach (EmittedFile file in files.OrderBy(file => file.Path == ManifestName))
        {
            string path = Path.Combine(target, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(Path.Combine(fresh, file.Path), path, overwrite: true);
        }

        foreach (string stale in before.Except(files.Select(file => file.Path)))
        {
            File.Delete(Path.Combine(target, stale));
        }
    }

    /// <summary>The sources that an emission in a folder names; null when it holds none.</summary>
    private static List<string>? Emitted(string folder)
    {
        string manifest = Path.Combine(folder, ManifestName);
        if (!File.Exists(manifest))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(manifest));
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("accel", out _))
            {
                return null;
            }

            List<string> names = [];
            foreach (string key in new[] { "rtl", "simulation_models", "sources", "stand_ins", "testbench" })
            {
                if (document.RootElement.TryGetProperty(key, out JsonElement list)
                    && list.ValueKind == JsonValueKind.Array)
                {
                    names.AddRange(list.EnumerateArray().Select(name => name.GetString()).OfType<string>()
                        .Where(IsInside));
                }
            }

            return names;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a name of a manifest, which anybody may have written, leads nowhere else.</summary>
    private static bool IsInside(string name) =>
        !Path.IsPathRooted(name) && !name.Split('/', '\\').Contains("..");
}
