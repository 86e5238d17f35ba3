using Accel.Arch.Designs;
using Accel.Arch.Devices;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Emission.Hls;
using Accel.HlsEmit.Library;
using Accel.Tests.Architecture;
using Accel.Tests.Conformance;
using Accel.Tests.Explore.Store;
using Accel.Tests.HlsEmit.Rtl;

namespace Accel.Tests.HlsEmit.Emission;

/// <summary>The files around an emitted kernel.</summary>
[TestFixture(Category = "rtl")]
public class HlsFilesTests
{
    /// <summary>The script runs to its end, and every file that it names is there.</summary>
    [TestCase(KernelInterface.Memory, "export_design -format xo")]
    [TestCase(KernelInterface.Stream, "export_design -format ip_catalog")]
    public void Script_OfVitisHls_RunsDry(KernelInterface ports, string package)
    {
        using TemporaryFolder folder = new();
        HlsEmission emission = Write(folder.Path, ports);
        string log = HardwareTools.Run("tclsh", folder.Path, [DryRun, "run_hls.tcl"]);
        Assert.That(log, Does.Contain($"set_top {emission.Top}\n").And.Contain("csim_design\n")
            .And.Contain("csynth_design\n").And.Contain(package).And.Contain("set_part xck26-sfvc784-2LV-c\n")
            .And.Not.Contain("cosim_design"));
        File.Delete(folder["tb/command.hex"]);
        Assert.That(() => HardwareTools.Run("tclsh", folder.Path, [DryRun, "run_hls.tcl"]),
            Throws.InstanceOf<AssertionException>().With.Message.Contains("missing: tb/command.hex"));
    }

    [Test]
    public void Config_OfTheUnifiedFlow_NamesFilesThatAreThere()
    {
        using TemporaryFolder folder = new();
        Write(folder.Path, KernelInterface.Memory);
        foreach (string line in File.ReadLines(folder["hls_config.cfg"])
            .Where(line => line.StartsWith("syn.file=", StringComparison.Ordinal)
                || line.StartsWith("tb.file=", StringComparison.Ordinal)))
        {
            Assert.That(folder[line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]], Does.Exist);
        }
    }

    [Test]
    public void HostProgram_WithXrtsHeaders_Compiles()
    {
        using TemporaryFolder folder = new();
        Write(folder.Path, KernelInterface.Memory);
        HardwareTools.Run("make", folder.Path, ["host"]);
        Assert.That(folder["build/host"], Does.Exist);
    }

    [Test]
    public void Makefile_OfAKernel_RunsItsSimulation()
    {
        using TemporaryFolder folder = new();
        HlsEmission emission = Write(folder.Path, KernelInterface.Memory);
        Assert.That(HardwareTools.Run("make", folder.Path, ["csim"]),
            Does.Contain($"PASS {emission.Vectors.Outputs.Count}\n"));

        // A header of the vendor's wins over the one that stands in for it.
        Directory.CreateDirectory(folder["vendor"]);
        File.WriteAllText(folder["vendor/ap_int.h"], "#error \"the vendor's\"\n");
        Assert.That(() => HardwareTools.Run("make", folder.Path, ["-B", "csim", "HLS_INCLUDE=vendor"]),
            Throws.InstanceOf<AssertionException>().With.Message.Contains("the vendor's"));
    }

    /// <summary>The bench finds a wrong bit, a missing beat and a beat too many.</summary>
    [TestCase("outputs.hex", 0)]
    [TestCase("weights.hex", 3)]
    [TestCase("outputs.hex", -1)]
    [TestCase("weights.hex", -2)]
    public void Bench_OfVectorsThatAreWrong_Fails(string file, int change)
    {
        using TemporaryFolder folder = new();
        Write(folder.Path, KernelInterface.Memory);
        string path = folder[$"tb/{file}"];
        List<string> lines = [.. File.ReadAllLines(path)];
        switch (change)
        {
            case -1:
                lines.RemoveAt(lines.Count - 1);
                break;
            case -2:
                lines.Add(lines[^1]);
                break;
            default:
                string line = lines[change];
                lines[change] = line[..^1] + (line[^1] == '0' ? '1' : '0');
                break;
        }

        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        Assert.That(() => HardwareTools.Run("make", folder.Path, ["csim"]), Throws.InstanceOf<AssertionException>()
            .With.Message.Contains("FAIL").Or.With.Message.Contains("differs"));
    }

    [TestCase("x */ #include \"/etc/passwd\"")]
    [TestCase("$(shell touch x)")]
    [TestCase("[exec touch x]")]
    [TestCase("../../up")]
    public void Emission_OfADesignOfAnyName_HasItInTheManifestOnly(string name)
    {
        HlsEmission emission = HlsEmission.Of(
            Small with { Design = Small.Design with { Name = name }, Shapes = [] });
        foreach (EmittedFile file in emission.Files.Where(file => file.Path != "manifest.json"))
        {
            Assert.That(file.Text, Does.Not.Contain(name), file.Path);
            Assert.That(file.Path, Does.Match(@"^[\w./]+$").And.Not.Contain(".."));
        }
    }

    [Test]
    public void Scripts_OfADeviceWithAStrangePart_NameAnotherPart()
    {
        FpgaDevice device = Small.Design.Technology.Device!;
        Design design = Small.Design with
        {
            Technology = Small.Design.Technology with { Device = device with { Part = "[exec touch x]" } },
        };
        HlsEmission emission = HlsEmission.Of(Small with { Design = design, Shapes = [] });
        Assert.That(emission.Files.Where(file => file.Text.Contains("[exec touch x]", StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>The vendor's headers are included by their bare names, and ours are all there.</summary>
    [Test]
    public void Headers_OfTheLibrary_IncludeOnlyOursAndTheVendors()
    {
        foreach (HlsHeader header in HlsLibrary.Headers)
        {
            Assert.That(header.Text, Does.Contain("#pragma once").And.Not.Contain("#include <"), header.Name);
            Assert.That(() => HlsLibrary.Closure([header.Name]), Throws.Nothing, header.Name);
        }
    }

    private static string DryRun => Path.Combine(SolutionFiles.Root, "tests", "HlsEmit", "Emission", "dry_run.tcl");

    private static EmissionRequest Small { get; } =
        EngineEmission.ScaleDown(EngineConformanceTests.Request("tellme-kv260"));

    private static HlsEmission Write(string folder, KernelInterface ports)
    {
        HlsEmission emission = HlsEmission.Of(Small, ports);
        EmissionFolder.Write(folder, emission.Files);
        return emission;
    }
}
