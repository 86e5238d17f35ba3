using Accel.Arch.Designs;
using Accel.Arch.Devices;
using Accel.HlsEmit.Emission;
using Accel.Tests.Conformance;

namespace Accel.Tests.HlsEmit.Emission;

/// <summary>Names of YAML that would be code in Verilog, Tcl, Make or a shell.</summary>
public class HostileNamesTests
{
    [TestCase("endmodule")]
    [TestCase("a; exec rm -rf ~")]
    [TestCase("[exec touch x]")]
    [TestCase("`include \"/etc/passwd\"")]
    [TestCase("x */ initial $finish; /*")]
    [TestCase("$(shell touch x)")]
    [TestCase("name\nwith\tlines")]
    [TestCase("../../up")]
    [TestCase("\u00fcber \u6a21\u578b")]
    public void Emission_OfADesignOfAnyName_HasItInTheManifestOnly(string name)
    {
        EmissionRequest request = VerilogEmission.ScaleDown(EngineConformanceTests.Request("systolic-int8"));
        VerilogEmission emission = VerilogEmission.Of(
            request with { Design = request.Design with { Name = name }, Shapes = [] });
        Assert.That(emission.Top, Does.Match("^[a-zA-Z][a-zA-Z0-9_]*$"));
        foreach (EmittedFile file in emission.Files.Where(file => file.Path != "manifest.json"))
        {
            // A name that is a word of Verilog stands in sources for other reasons.
            Assert.That(name == "endmodule" || !file.Text.Contains(name, StringComparison.Ordinal), file.Path);
            Assert.That(file.Path, Does.Match(@"^[\w./]+$").And.Not.Contain(".."));
        }
    }

    [TestCase("xck26; exec rm -rf ~")]
    [TestCase("[exec touch x]")]
    [TestCase("$env(HOME)")]
    [TestCase("")]
    public void Scripts_OfADeviceWithAStrangePart_NameAnotherPart(string part)
    {
        EmissionRequest request = VerilogEmission.ScaleDown(EngineConformanceTests.Request("tellme-kv260"));
        FpgaDevice device = request.Design.Technology.Device!;
        Design design = request.Design with
        {
            Technology = request.Design.Technology with { Device = device with { Part = part } },
        };
        string script = VerilogEmission.Of(request with { Design = design, Shapes = [] }).Files
            .Single(file => file.Path == "vivado/synth.tcl").Text;
        Assert.That(script, Does.Contain("set part xcu280-fsvh2892-2L-e\n"));
        Assert.That(part.Length == 0 || !script.Contains(part, StringComparison.Ordinal));
    }
}
