using System.Text.RegularExpressions;
using Accel.Arch.Designs;

namespace Accel.Tests.Architecture;

public class SourceFilesTests
{
    /// <summary>The rooms of the families, spelled as everywhere.</summary>
    private static readonly string[] Rooms = ["BitSerial", "TableLookup", "Systolic", "DspChain"];

    /// <summary>A file of top-level statements declares no type and stands in no namespace.</summary>
    private static bool IsProgram(string file) => Path.GetFileName(file) == "Program.cs";

    [Test]
    public void Names_OfFiles_AreThoseOfATypeInThem()
    {
        string[] odd = [.. SolutionFiles.Sources.Where(file => !IsProgram(file))
            .Where(file => !Regex.IsMatch(SolutionFiles.Text(file),
            $@"\b(class|record|struct|interface|enum)\s+{Regex.Escape(Path.GetFileName(file).Split('.')[0])}\b"))];
        Assert.That(odd, Is.Empty);
        Assert.That(SolutionFiles.Sources, Has.Count.GreaterThan(100));
    }

    [Test]
    public void Namespaces_AreTheFolders()
    {
        string[] odd = [.. SolutionFiles.Sources.Where(file => !IsProgram(file)).Where(file =>
        {
            string[] parts = Path.GetDirectoryName(file)!.Split('/');
            string expected = string.Join('.', ["Accel",
                .. parts[0] == "tests" ? ["Tests", .. parts[1..]] : parts[1..]]);
            return !Regex.IsMatch(SolutionFiles.Text(file), $@"^namespace {Regex.Escape(expected)};\r?$",
                RegexOptions.Multiline);
        })];
        Assert.That(odd, Is.Empty);
    }

    [Test]
    public void Lengths_OfFiles_AreUnder500Lines()
    {
        string[] odd = [.. SolutionFiles.Sources.Where(file =>
            File.ReadLines(Path.Combine(SolutionFiles.Root, file)).Count() > 500)];
        Assert.That(odd, Is.Empty);
    }

    [Test]
    public void Rooms_OfFamilies_HaveOneNameEverywhere()
    {
        string[] odd = [.. SolutionFiles.Folders("src", "tests").Select(folder => Path.GetFileName(folder)!)
            .Where(name => Rooms.Any(room => string.Equals(room,
            name.Replace("-", string.Empty, StringComparison.Ordinal)
                .Replace("_", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
                    && room != name))];
        Assert.That(odd, Is.Empty);
    }

    [Test]
    public void Rooms_OfFamiliesThatAreListed_AreInArchSimAndCostModel()
    {
        foreach (string kind in FabricFamilies.All.Select(family => family.Kind))
        {
            string room = string.Concat(kind.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
            Assert.That(Rooms, Does.Contain(room));
            foreach (string project in new[] { "src/Arch/Designs", "src/Sim", "src/CostModel" })
            {
                Assert.That(Directory.Exists(Path.Combine(SolutionFiles.Root, project, room)), $"{project}/{room}");
            }
        }
    }

    [Test]
    public void Families_NameNoOtherFamily()
    {
        string[] odd = [.. SolutionFiles.Sources.Where(file => file.StartsWith("src/", StringComparison.Ordinal))
            .Where(file =>
            Array.Find(Rooms, room => file.Contains($"/{room}/", StringComparison.Ordinal)) is { } own
            && Rooms.Any(other => other != own && Regex.IsMatch(SolutionFiles.Text(file),
                $@"\b(using Accel\.[A-Za-z.]*|){other}(\.|;|[A-Z])")))];
        Assert.That(odd, Is.Empty);
    }
}
