using Accel.Arch.Designs;
using Accel.Arch.Devices;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;
using Accel.Explore.Configuration;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Yaml;

public class ShippedConfigsTests
{
    public static IEnumerable<string> Files => Directory
        .EnumerateFiles(Shipped.Configs(), "*.yaml", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Shipped.Configs(), file))
        .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Files))]
    public void Load_Shipped_HasNoDiagnostic(string file)
    {
        using ConfigFolder folder = new();
        BindContext context = folder.Context();
        string path = Path.Combine(Shipped.Configs(), file);
        Accel.Arch.Scenarios.ScenarioLoader loader = new(context);
        object? loaded = Path.GetDirectoryName(file) switch
        {
            DesignSchema.Folder => loader.Design(path),
            WorkloadSchema.Folder => loader.Workload(path),
            ModelSchema.Folder => ModelFile.Load(path, context),
            TechnologySchema.Folder => TechnologySchema.Load(path, context),
            DeviceSchema.Folder => DeviceSchema.Load(path, context),
            Accel.Arch.Drams.DramSchema.Folder => Accel.Arch.Drams.DramSchema.Load(path, context),
            SweepSchema.Folder => SweepLoader.Load(path, context),
            _ => null,
        };
        Assert.That(folder.Lines, Is.Empty);
        Assert.That(loaded, Is.Not.Null);
    }

    [TestCaseSource(nameof(Files))]
    public void Name_Shipped_IsThatOfTheFile(string file)
    {
        var map = (MapNode)YamlReader.Read(File.ReadAllText(Path.Combine(Shipped.Configs(), file)), file, new())!;
        Assert.That(((ScalarNode)map["name"]!).Text, Is.EqualTo(Path.GetFileNameWithoutExtension(file)));
    }
}
