using Accel.HlsEmit.Emission;
using Accel.Tests.Explore.Store;

namespace Accel.Tests.HlsEmit.Emission;

public class EmissionFolderTests
{
    private static EmittedFile[] Files(string top) =>
    [
        new($"rtl/{top}.v", top + "\n"), new("Makefile", top + "\n"),
        new("manifest.json", $$"""{ "accel": "0", "rtl": [ "rtl/{{top}}.v" ] }""" + "\n"),
    ];

    [Test]
    public void Write_IntoAFolderThatIsMissing_WritesAll()
    {
        using TemporaryFolder folder = new();
        string target = Path.Combine(folder.Path, "a", "b");
        EmissionFolder.Write(target, Files("one"));
        Assert.That(File.ReadAllText(Path.Combine(target, "rtl", "one.v")), Is.EqualTo("one\n"));
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(folder.Path, "a")), Has.Length.EqualTo(1));
    }

    [Test]
    public void Write_OverAnEmission_ReplacesItAndKeepsWhatIsTheUsers()
    {
        using TemporaryFolder folder = new();
        EmissionFolder.Write(folder.Path, Files("one"));
        File.WriteAllText(folder["notes.txt"], "mine");
        EmissionFolder.Write(folder.Path, Files("two"));
        Assert.That(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder.Path, file)),
            Is.EquivalentTo(["Makefile", "manifest.json", "notes.txt", "rtl/two.v"]));
        Assert.That(File.ReadAllText(folder["Makefile"]), Is.EqualTo("two\n"));
    }

    [TestCase("notes.txt", "mine")]
    [TestCase("manifest.json", "not JSON")]
    [TestCase("manifest.json", "[ 1 ]")]
    [TestCase("manifest.json", "{ \"name\": \"of another program\" }")]
    public void Write_IntoAFolderOfSomethingElse_IsRefused(string file, string text)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder[file], text);
        Assert.That(EmissionFolder.WhyNot(folder.Path), Does.Contain("not empty"));
        Assert.That(() => EmissionFolder.Write(folder.Path, Files("one")), Throws.InstanceOf<IOException>());
        Assert.That(File.ReadAllText(folder[file]), Is.EqualTo(text));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Has.Length.EqualTo(1));
        Assert.That(EmissionFolder.WhyNot(folder[file]), Does.Contain("is a file"));
    }

    /// <summary>A manifest that somebody wrote leads to nothing outside.</summary>
    [Test]
    public void Write_OverAManifestThatPointsOutside_DeletesNothingThere()
    {
        using TemporaryFolder folder = new();
        string target = folder["out"];
        Directory.CreateDirectory(target);
        File.WriteAllText(folder["precious"], "mine");
        File.WriteAllText(Path.Combine(target, "manifest.json"),
            $$"""{ "accel": "0", "rtl": [ "../precious", "{{folder["precious"]}}" ] }""");
        EmissionFolder.Write(target, Files("one"));
        Assert.That(File.ReadAllText(folder["precious"]), Is.EqualTo("mine"));
    }
}
