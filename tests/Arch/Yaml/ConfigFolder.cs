using Accel.Arch.Diagnostics;
using Accel.Arch.Scenarios;
using Accel.Arch.Yaml;
using Accel.Sim.Schedules;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Yaml;

/// <summary>A working directory with a user's own files, in front of the shipped configuration.</summary>
internal sealed class ConfigFolder : IDisposable
{
    private readonly List<string> _roots = [];

    /// <summary>The folder; a diagnostic shows files in it by their relative names.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("accel-config-").FullName;

    public DiagnosticBag Diagnostics { get; private set; } = new();

    public string[] Lines => [.. Diagnostics.Items.Select(item => item.ToString())];

    public string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return name;
    }

    /// <summary>Puts a folder of this one in front of the shipped config root.</summary>
    public ConfigFolder WithRoot(string name)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, name));
        _roots.Add(name);
        return this;
    }

    /// <summary>A fresh library with fresh diagnostics, as one invocation has.</summary>
    public ConfigLibrary Library()
    {
        Diagnostics = new DiagnosticBag();
        return new ConfigLibrary([.. _roots, Shipped.Configs()], Path, ScheduleList.Names);
    }

    public BindContext Context()
    {
        ConfigLibrary library = Library();
        return new BindContext(Diagnostics, library);
    }

    public ScenarioLoader Loader() => new(Context());

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
