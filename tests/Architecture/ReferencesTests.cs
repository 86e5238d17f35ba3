using System.Reflection;
using System.Xml.Linq;
using Accel.Arch.Designs;
using Accel.CostModel;
using Accel.Explore.Runs;
using Accel.Sim.Schedules;

namespace Accel.Tests.Architecture;

/// <summary>Who references whom, from the built assemblies and from the project files.</summary>
public class ReferencesTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Arch"] = [],
        ["Sim"] = ["Arch"],
        ["CostModel"] = ["Arch"],
        ["HlsEmit"] = ["Arch", "Sim"],
        ["Explore"] = ["Arch", "Sim", "CostModel"],
        ["Cli"] = ["Arch", "Sim", "CostModel", "HlsEmit", "Explore"],
    };

    /// <summary>Packages that belong to one project alone.</summary>
    private static readonly (string Package, string Project)[] Owners =
    [
        ("YamlDotNet", "Arch"), ("QuikGraph", "Arch"), ("ScottPlot", "Explore"), ("MathNet.Numerics", "Explore"),
        ("Microsoft.Data.Sqlite", "Explore"),
        ("SQLitePCLRaw", "Explore"), ("Spectre.Console", "Cli"), ("System.CommandLine", "Cli"),
    ];

    private static readonly Dictionary<string, Assembly> Assemblies = new()
    {
        ["Arch"] = typeof(Design).Assembly,
        ["Sim"] = typeof(ScheduleList).Assembly,
        ["CostModel"] = typeof(PriceBook).Assembly,
        ["HlsEmit"] = Assembly.Load("Accel.HlsEmit"),
        ["Explore"] = typeof(RunEvaluator).Assembly,
        ["Cli"] = Assembly.Load("accel"),
    };

    [TestCaseSource(nameof(Projects))]
    public void Assembly_References_FollowTheArrows(string project)
    {
        string[] referenced = [.. Assemblies[project].GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("Accel.", StringComparison.Ordinal))
                .Select(name => name["Accel.".Length..])];
        Assert.That(referenced, Is.SubsetOf(Arrows[project]));
    }

    [TestCaseSource(nameof(Projects))]
    public void Project_References_FollowTheArrows(string project)
    {
        XDocument file = XDocument.Load(Path.Combine(SolutionFiles.Root, "src", project, $"{project}.csproj"));
        string[] referenced = [.. file.Descendants("ProjectReference").Select(reference =>
            Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];
        Assert.That(referenced, Is.SubsetOf(Arrows[project]));
    }

    [TestCaseSource(nameof(Projects))]
    public void Packages_WithAnOwner_AreReferencedByItAlone(string project)
    {
        string[] odd = [.. Assemblies[project].GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => Owners.Any(owner => name.StartsWith(owner.Package, StringComparison.Ordinal)
                && owner.Project != project))];
        Assert.That(odd, Is.Empty);
    }

    [TestCase("Arch", "YamlDotNet")]
    [TestCase("Explore", "ScottPlot")]
    [TestCase("Explore", "MathNet.Numerics")]
    [TestCase("Explore", "Microsoft.Data.Sqlite")]
    [TestCase("Cli", "Spectre.Console")]
    [TestCase("Cli", "System.CommandLine")]
    public void Packages_OfAProject_AreUsedThere(string project, string package) =>
        Assert.That(Assemblies[project].GetReferencedAssemblies().Select(name => name.Name), Does.Contain(package));

    [TestCase("Arch", "YamlDotNet")]
    [TestCase("Arch", "QuikGraph")]
    [TestCase("Explore", "ScottPlot")]
    [TestCase("Explore", "Microsoft.Data.Sqlite")]
    public void PublicApi_ShowsNoTypesOfAPackage(string project, string package)
    {
        string[] shown = [.. Assemblies[project].GetExportedTypes().SelectMany(type => Shown(type).SelectMany(Parts)
            .Where(part => part.Assembly.GetName().Name!.StartsWith(package, StringComparison.Ordinal))
                .Select(part => $"{type.Name}: {part.Name}"))];
        Assert.That(shown, Is.Empty);
    }

    public static IEnumerable<string> Projects() => Arrows.Keys;

    private static IEnumerable<Type> Shown(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<Type> members = type.GetMethods(All).Where(method => method.IsPublic || method.IsFamily)
            .SelectMany(method => method.GetParameters()
            .Select(parameter => parameter.ParameterType).Append(method.ReturnType))
            .Concat(type.GetConstructors(All).Where(made => made.IsPublic || made.IsFamily)
            .SelectMany(made => made.GetParameters().Select(parameter => parameter.ParameterType)))
            .Concat(type.GetFields(All).Where(field => field.IsPublic || field.IsFamily)
                .Select(field => field.FieldType));
        return members.Concat(type.GetInterfaces()).Concat(type.BaseType is { } basis ? [basis] : []);
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type)
        : type.HasElementType ? Parts(type.GetElementType()!) : [type];
}
