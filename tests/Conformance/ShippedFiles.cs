using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;
using Accel.Sim.Schedules;
using Accel.Tests.Support;

namespace Accel.Tests.Conformance;

/// <summary>Every shipped design and workload by name, loaded as a user's run loads it.</summary>
internal static class ShippedFiles
{
    public static IEnumerable<string> DesignNames => Names(DesignSchema.Folder);

    /// <summary>Workloads, and topologies by their files' names.</summary>
    public static IEnumerable<string> WorkloadNames => Names(WorkloadSchema.Folder).Concat(
        Directory.EnumerateFiles(Path.Combine(Shipped.Configs(), WorkloadSchema.Folder), "*.csv")
            .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    public static Design Design(string name) => Load(loader => loader.Design($"{DesignSchema.Folder}/{name}.yaml"));

    public static Workload Workload(string name) =>
        Load(loader => loader.Workload($"{WorkloadSchema.Folder}/{(name.EndsWith(".csv", StringComparison.Ordinal) ? name : $"{name}.yaml")}"));

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Shipped.Configs(), folder), "*.yaml")
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    private static T Load<T>(Func<ScenarioLoader, T?> load)
        where T : class
    {
        DiagnosticBag diagnostics = new();
        ConfigLibrary library = new([Shipped.Configs()], Shipped.Configs(), ScheduleList.Names);
        T? loaded = load(new ScenarioLoader(new BindContext(diagnostics, library)));
        Assert.That(diagnostics.Items, Is.Empty);
        return loaded!;
    }
}
