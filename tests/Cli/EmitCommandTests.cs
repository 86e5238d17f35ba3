using System.Text.Json;
using Accel.Tests.Explore.Store;
using Accel.Tests.HlsEmit.Rtl;

namespace Accel.Tests.Cli;

/// <summary><c>accel emit</c> as a user starts it.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.Self)]
public class EmitCommandTests
{
    private static readonly string[] Small =
        ["systolic-int8", "--target", "verilog", "--set", "fabric.rows=3", "--set", "fabric.columns=4"];

    [Test]
    public void Emit_ADesign_LeavesAFolderThatItsMakefileLintsAndSimulates()
    {
        using TemporaryFolder folder = new();
        AccelProcess emitted = AccelProcess.Run(["emit", .. Small, "--out", folder["out"]]);
        Assert.That(emitted.ExitCode, Is.Zero, emitted.Error);
        Assert.That(emitted.Output, Does.Contain("files in"));
        string log = HardwareTools.Run("make", folder["out"], ["lint", "icarus"]);
        Assert.That(log, Does.Contain("PASS ").And.Not.Contain("Warning"));
        JsonElement manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["out"], "manifest.json")))
            .RootElement;
        Assert.That(manifest.GetProperty("family").GetString(), Is.EqualTo("systolic"));
        Assert.That(manifest.GetProperty("parameters").GetProperty("ROWS").GetInt32(), Is.EqualTo(3));
        Assert.That(manifest.GetProperty("expected_cycles").GetInt64(), Is.Positive);
        foreach (JsonElement source in manifest.GetProperty("rtl").EnumerateArray()
            .Concat(manifest.GetProperty("testbench").EnumerateArray()))
        {
            Assert.That(Path.Combine(folder["out"], source.GetString()!), Does.Exist);
        }
    }

    [Test]
    public void Emit_ADesignTwice_GivesTheSameBytesAndNothingOfThePlace()
    {
        using TemporaryFolder folder = new();
        foreach (string name in new[] { "one", "another" })
        {
            Assert.That(AccelProcess.Run(["emit", .. Small, "--out", folder[name]]).ExitCode, Is.Zero);
        }

        string[] files = [.. Directory.EnumerateFiles(folder["one"], "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder["one"], file)).Order(StringComparer.Ordinal)];
        Assert.That(files, Has.Length.GreaterThan(15));
        foreach (string file in files)
        {
            string text = File.ReadAllText(Path.Combine(folder["one"], file));
            Assert.That(text, Is.EqualTo(File.ReadAllText(Path.Combine(folder["another"], file))), file);
            Assert.That(text, Does.Not.Contain(folder.Path).And.Not.Contain("/work").And.Not.Contain("\r"), file);
        }
    }

    [Test]
    public void Emit_AsCpp_LeavesAFolderThatItsMakefileSimulates()
    {
        using TemporaryFolder folder = new();
        AccelProcess emitted = AccelProcess.Run(
            ["emit", "tellme-kv260", "--target", "hls", "--product", "2x100x50", "--out", folder["out"]]);
        Assert.That(emitted.ExitCode, Is.Zero, emitted.Error);
        Assert.That(emitted.Output, Does.Contain("make csim"));
        Assert.That(HardwareTools.Run("make", folder["out"], ["csim"]), Does.Contain("PASS 6\n"));
        JsonElement manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["out"], "manifest.json")))
            .RootElement;
        Assert.That(manifest.GetProperty("expected_ii").GetInt32(), Is.EqualTo(4));
        Assert.That(manifest.GetProperty("estimated_resources").GetProperty("lut").GetInt64(), Is.Positive);
        JsonElement[] published = [.. manifest.GetProperty("published").EnumerateArray()];
        Assert.That(published.Select(figure => figure.GetProperty("quantity").GetString()), Does.Contain("lut"));
        Assert.That(published.Select(figure => figure.GetProperty("modelled").GetDouble()), Has.All.Positive);
        foreach (string file in Directory.EnumerateFiles(folder["out"], "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/build/", StringComparison.Ordinal)))
        {
            Assert.That(File.ReadAllText(file), Does.Not.Contain(folder.Path).And.Not.Contain("/work"), file);
        }
    }

    /// <summary>Published figures are of the design as it ships.</summary>
    [Test]
    public void Emit_AsCppOfAChangedDesign_HasNothingPublished()
    {
        using TemporaryFolder folder = new();
        AccelProcess emitted = AccelProcess.Run(["emit", "tellme-kv260", "--target", "hls", "--set",
            "fabric.lookups=16", "--product", "1x9x9", "--out", folder["out"], "--json"]);
        using JsonDocument manifest = emitted.Json();
        Assert.That(manifest.RootElement.GetProperty("published").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void Emit_AsJson_PrintsTheManifest()
    {
        using TemporaryFolder folder = new();
        AccelProcess emitted = AccelProcess.Run(["emit", .. Small, "--out", folder["out"], "--json"]);
        using JsonDocument manifest = emitted.Json();
        Assert.That(manifest.RootElement.GetProperty("target").GetString(), Is.EqualTo("verilog"));
    }

    [Test]
    public void Emit_IntoAFolderOfSomethingElse_IsRefusedAndLeavesItAlone()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["notes.txt"], "mine");
        AccelProcess emitted = AccelProcess.Run(["emit", .. Small, "--out", folder.Path]);
        Assert.That(emitted.ExitCode, Is.EqualTo(2));
        Assert.That(emitted.Error, Does.Contain("ACC016").And.Contain("not empty"));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Has.Length.EqualTo(1));
    }

    [TestCase("systolic-int8", "--target", "vhdl")]
    [TestCase("no-such-design", "--target", "verilog")]
    [TestCase("systolic-int8", "--set", "fabric.rows=0")]
    [TestCase("systolic-int8", "--set", "precision.weights=int8/128")]
    [TestCase("tellme-kv260", "--target", "hls", "--product", "1x2")]
    [TestCase("tellme-kv260", "--target", "hls", "--product", "1x153600x409600")]
    [TestCase("tellme-kv260", "--target", "hls", "--interface", "pcie")]
    [TestCase("tellme-kv260", "--target", "verilog", "--interface", "axi-stream")]
    [TestCase("tellme-kv260", "--target", "verilog", "--decoder-layer", "bitnet-b1.58-0.7b")]
    [TestCase("tellme-kv260", "--target", "hls", "--decoder-layer", "llama-2-7b")]
    [TestCase("tellme-kv260", "--target", "hls", "--decoder-layer", "bitnet-b1.58-0.7b", "--product", "1x2x3")]
    public void Emit_WhatCannotBe_IsBadInputAndWritesNothing(params string[] arguments)
    {
        using TemporaryFolder folder = new();
        AccelProcess emitted = AccelProcess.Run(["emit", .. arguments, "--out", folder["out"]]);
        Assert.That(emitted.ExitCode, Is.EqualTo(2), emitted.Output);
        Assert.That(emitted.Error, Does.Contain("error ACC"));
        Assert.That(Directory.Exists(folder["out"]), Is.False);
    }
}
