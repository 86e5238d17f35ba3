namespace Accel.Tests.HlsEmit.Rtl;

/// <summary>What holds for every module of the hardware library.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class HardwareLibraryTests
{
    private static IEnumerable<string> Names => HardwareTools.Modules.Select(Path.GetFileNameWithoutExtension)!;

    [TestCaseSource(nameof(Names))]
    public void Module_Alone_LintsClean(string name)
    {
        Assert.That(HardwareTools.VerilatorLint(name), Is.Empty);
        Assert.That(HardwareTools.IcarusLint(name), Is.Empty);
        HardwareTools.YosysElaborate(name);
    }

    /// <summary>A header that says function, parameters and latency; no waiver hidden in the source.</summary>
    [TestCaseSource(nameof(Names))]
    public void Module_Source_HasAHeaderAndNoWaiver(string name)
    {
        string text = File.ReadAllText(HardwareTools.Module(name));
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.StartWith("// "));
            Assert.That(text, Does.Contain("// Parameters:").And.Contain("// Latency:"));
            Assert.That(text, Does.Not.Contain("lint_off"));
            Assert.That(text, Does.Contain("`default_nettype none").And.Contain("`default_nettype wire"));
            Assert.That(text, Does.Contain($"module {name} ").Or.Contain($"module {name}#"));
        });
    }
}
