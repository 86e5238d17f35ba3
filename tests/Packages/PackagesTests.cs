using System.IO.Compression;
using System.Xml.Linq;
using Accel.Tests.Architecture;
using Accel.Tests.Explore.Store;

namespace Accel.Tests.Packages;

/// <summary>
/// Packs what the solution's build left, and uses it as a stranger does: from a folder, without this repository.
/// </summary>
/// <remarks>No network: what packages depend on was restored for the build and is taken from there.</remarks>
[Category("Slow")]
[Parallelizable(ParallelScope.Self)]
public sealed class PackagesTests
{
    private static readonly string[] Libraries =
        ["Accel.Arch", "Accel.CostModel", "Accel.Explore", "Accel.HlsEmit", "Accel.Sim"];

    private static readonly TemporaryFolder Folder = new();

    private static string Packages => Folder["packages"];

    private static string Tool => Path.Combine(Folder.Path, "tools", "accel");

    /// <summary>Packs once for all tests here.</summary>
    [OneTimeSetUp]
    public void Pack()
    {
        File.WriteAllText(Folder["nuget.config"], $"""
            <configuration>
              <packageSources><clear /><add key="here" value="{Packages}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="built" value="{Restored()}" /></fallbackPackageFolders>
            </configuration>
            """);
        DotnetProcess pack = DotnetProcess.Run(SolutionFiles.Root, Folder.Path,
            "pack", "Accel.sln", "-c", "Release", "--no-build", "--nologo", "-o", Packages);
        Assert.That(pack.ExitCode, Is.Zero, pack.Printed);
        Assert.That(pack.Printed, Does.Not.Contain("warning"));
    }

    [OneTimeTearDown]
    public void Clean() => Folder.Dispose();

    [Test]
    public void Packages_All_SayWhatTheyAreAndCarryTheirLicences()
    {
        Assert.That(Directory.EnumerateFiles(Packages, "*.nupkg").Select(Id).Order(StringComparer.Ordinal),
            Is.EqualTo(Libraries.Append("Accel.Tool")));
        Assert.That(Directory.EnumerateFiles(Packages, "*.snupkg").Select(Id).Order(StringComparer.Ordinal),
            Is.EqualTo(Libraries));
        foreach (string id in Libraries.Append("Accel.Tool"))
        {
            using ZipArchive package = Open(id);
            using Stream nuspec = package.GetEntry($"{id}.nuspec")!.Open();
            XElement metadata = XDocument.Load(nuspec).Root!.Elements().Single();
            string Of(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
            Assert.That(Of("version"), Is.EqualTo("0.1.0"));
            Assert.That(Of("license"), Is.EqualTo("Apache-2.0"));
            Assert.That(Of("readme"), Is.EqualTo("README.md"));
            Assert.That(Of("description"), Has.Length.GreaterThan(60));
            Assert.That(Of("tags"), Does.Contain("quantization"));
            Assert.That(Names(package), Is.SupersetOf(new[] { "README.md", "LICENSE", "NOTICE" }), id);
        }
    }

    [Test]
    public void Packages_ThatHoldTheWorkOfOthers_HoldTheirLicencesToo()
    {
        string[] charts = ["licences/echarts/LICENSE", "licences/echarts/NOTICE", "licences/echarts/LICENSE-d3",
            "licences/zrender/LICENSE", "licences/tslib/LICENSE.txt"];
        using ZipArchive explore = Open("Accel.Explore");
        Assert.That(Names(explore), Is.SupersetOf(charts));
        using ZipArchive tool = Open("Accel.Tool");
        Assert.That(Names(tool), Is.SupersetOf(charts.Concat(["licences/SkiaSharp/LICENSE.txt",
            "licences/QuikGraph/LICENSE", "licences/ScottPlot/LICENSE.txt"])));

        // Whatever library lies in the tool has its text, or a line in NOTICE beside the licence's text.
        string notice = SolutionFiles.Text("NOTICE");
        string[] unnamed = [.. Names(tool).Where(name => name.EndsWith(".dll", StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name))
            .Where(name => !name.StartsWith("Accel.", StringComparison.OrdinalIgnoreCase) && name != "accel")
            .Where(name => !notice.Contains(name.Split('.')[0], StringComparison.Ordinal))];
        Assert.That(unnamed, Is.Empty);
    }

    [Test]
    public void Packages_WithTheLibraryOfDesigns_HaveEveryFileOfIt()
    {
        string configs = Path.Combine(SolutionFiles.Root, "configs");
        string[] files = [.. Directory.EnumerateFiles(configs, "*", SearchOption.AllDirectories)
            .Select(file => $"configs/{Path.GetRelativePath(configs, file)}").Order(StringComparer.Ordinal)];
        foreach (string id in new[] { "Accel.Explore", "Accel.Tool" })
        {
            using ZipArchive package = Open(id);
            Assert.That(Names(package).Where(name => name.Contains("/configs/", StringComparison.Ordinal))
                .Select(name => name[(name.IndexOf("/configs/", StringComparison.Ordinal) + 1)..])
                .Order(StringComparer.Ordinal), Is.EqualTo(files), id);
        }
    }

    [Test]
    public void Tool_InstalledFromAFolder_WorksAnywhere()
    {
        DotnetProcess install = DotnetProcess.Run(Folder.Path, Folder.Path, "tool", "install", "Accel.Tool",
            "--tool-path", Folder["tools"], "--configfile", Folder["nuget.config"]);
        Assert.That(install.ExitCode, Is.Zero, install.Printed);

        string empty = Directory.CreateDirectory(Folder["empty"]).FullName;
        Assert.That(Accel(empty, "list", "designs"), Does.Contain("bitmod-28nm").And.Contain("tellme-kv260"));
        Assert.That(Accel(empty, "run", "bitmod-28nm", "--workload", "llama-2-7b-chat"), Does.Contain("latency"));
        File.WriteAllText(Path.Combine(empty, "s.yaml"), """
            kind: sweep
            base: bitmod-28nm
            workloads: [ llama-2-7b-chat ]
            axes: { fabric.rows: [ 16, 32 ] }
            objectives: { latency-s: min, area-mm2: min }
            """);
        Assert.That(Accel(empty, "sweep", "s.yaml", "--out", "out"), Does.Contain("2 points"));
        Assert.That(File.ReadAllText(Path.Combine(empty, "out", "report.html")), Does.Contain("echarts"));
        Accel(empty, "emit", "tellme-kv260", "--target", "verilog", "--out", "rtl");
        Assert.That(Directory.EnumerateFiles(Path.Combine(empty, "rtl"), "*.v", SearchOption.AllDirectories),
            Is.Not.Empty);
    }

    [Test]
    public void Library_FromItsPackage_RunsTheExample()
    {
        string folder = Directory.CreateDirectory(Folder["program"]).FullName;
        File.WriteAllText(Path.Combine(folder, "Program.cs"), SolutionFiles.Text("examples/library/Program.cs"));
        File.WriteAllText(Path.Combine(folder, "Stranger.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <OutputPath>built</OutputPath>
                <AppendRuntimeIdentifierToOutputPath>false</AppendRuntimeIdentifierToOutputPath>
                <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="Accel.Explore" Version="0.1.0" /></ItemGroup>
            </Project>
            """);
        DotnetProcess build = DotnetProcess.Run(folder, Folder.Path, "build", "-v", "quiet", "--nologo",
            "--disable-build-servers", "-nodeReuse:false");
        Assert.That(build.ExitCode, Is.Zero, build.Printed);

        DotnetProcess run = DotnetProcess.Run(Folder.Path, Folder.Path, Path.Combine(folder, "built", "Stranger.dll"));
        Assert.That(run.ExitCode, Is.Zero, run.Printed);
        Assert.That(run.Printed, Does.Contain("18 points, 15 feasible, 12 on the front"));
    }

    private static string Accel(string folder, params string[] arguments)
    {
        DotnetProcess run = DotnetProcess.Start(Tool, folder, Folder.Path, arguments);
        Assert.That(run.ExitCode, Is.Zero, run.Printed);
        return run.Printed;
    }

    private static ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(Packages, $"{id}.0.1.0.nupkg"));

    private static string[] Names(ZipArchive package) => [.. package.Entries.Select(entry => entry.FullName)];

    private static string Id(string file) =>
        Path.GetFileNameWithoutExtension(file).Replace(".0.1.0", string.Empty, StringComparison.Ordinal);

    /// <summary>Where this build's packages were restored to.</summary>
    private static string Restored() => Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
