using Accel.Arch.Devices;
using Accel.Arch.Diagnostics;
using Accel.Arch.Drams;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;

namespace Accel.Tests.Support;

/// <summary>The configuration files that Accel ships, read as a user's run reads them.</summary>
internal static class Shipped
{
    private static readonly Lazy<Technology> Cmos28 = new(() => Load(
        "technologies/cmos-28nm.yaml", TechnologySchema.Load));

    private static readonly Lazy<IReadOnlyList<Model>> AllModels = new(() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Configs(), "models"), "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => Load(Path.Combine("models", Path.GetFileName(file)), ModelFile.Load)),
    ]);

    private static readonly Lazy<IReadOnlyList<Technology>> AllTechnologies = new(() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Configs(), "technologies"), "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => Load(Path.Combine("technologies", Path.GetFileName(file)), TechnologySchema.Load)),
    ]);

    private static readonly Lazy<IReadOnlyList<Technology>> AllDevices = new(() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Configs(), "devices"), "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => Load(Path.Combine("devices", Path.GetFileName(file)), DeviceSchema.Load)),
    ]);

    private static readonly Lazy<IReadOnlyList<DramDevice>> AllDrams = new(() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Configs(), "drams"), "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => Load(Path.Combine("drams", Path.GetFileName(file)), DramSchema.Load)),
    ]);

    public static Technology Technology => Cmos28.Value;

    /// <summary>The process nodes.</summary>
    public static IReadOnlyList<Technology> Technologies => AllTechnologies.Value;

    /// <summary>The FPGAs, as the technologies that designs are built in.</summary>
    public static IReadOnlyList<Technology> Devices => AllDevices.Value;

    /// <summary>The off-chip memories.</summary>
    public static IReadOnlyList<DramDevice> Drams => AllDrams.Value;

    /// <summary>The transformers among the models.</summary>
    public static IReadOnlyList<ModelShape> Models => [.. AllModels.Value.OfType<ModelShape>()];

    public static IReadOnlyList<Network> Networks => [.. AllModels.Value.OfType<Network>()];

    public static Network Network(string name) => Networks.Single(network => network.Name == name);

    public static ModelShape Model(string name) => Models.Single(model => model.Name == name);

    /// <summary>A process node by its name: <c>cmos-45nm</c>.</summary>
    public static Technology Process(string name) => Load($"technologies/{name}.yaml", TechnologySchema.Load);

    public static DramDevice Dram(string name) => Load($"drams/{name}.yaml", DramSchema.Load);

    public static Technology Device(string name) => Load($"devices/{name}.yaml", DeviceSchema.Load);

    /// <summary>The folder <c>configs</c> beside the solution.</summary>
    public static string Configs()
    {
        for (string? folder = TestContext.CurrentContext.TestDirectory;
            folder is not null;
            folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Accel.sln")))
            {
                return Path.Combine(folder, "configs");
            }
        }

        throw new DirectoryNotFoundException("no Accel.sln above the tests");
    }

    private static T Load<T>(string file, Func<string, BindContext, T?> load)
        where T : class
    {
        DiagnosticBag diagnostics = new();
        ConfigLibrary library = new([Configs()], Configs(), ["accel"]);
        T? loaded = load(file, new BindContext(diagnostics, library));
        Assert.That(diagnostics.Items, Is.Empty);
        return loaded!;
    }
}
