using Accel.HlsEmit.Library;
using Accel.Tests.HlsEmit.Rtl;

namespace Accel.Tests.HlsEmit.Emission;

/// <summary>The library inside the program is the one on disk.</summary>
public class HardwareLibraryFilesTests
{
    [Test]
    public void Modules_AreTheFilesOfTheSources()
    {
        Assert.That(HardwareLibrary.Modules.Select(module => module.Name), Is.EquivalentTo(
            HardwareTools.Modules.Select(Path.GetFileNameWithoutExtension)));
        foreach (HardwareModule module in HardwareLibrary.Modules)
        {
            Assert.That(module.Text, Is.EqualTo(File.ReadAllText(HardwareTools.Module(module.Name))), module.Name);
        }
    }

    [Test]
    public void Closure_HasWhatIsInstantiated_AndNothingElse()
    {
        Assert.That(HardwareLibrary.Closure("lookup_reduce").Select(module => module.Name),
            Is.EqualTo(["lookup_reduce", "lookup_table", "lookup_tree"]));
        Assert.That(HardwareLibrary.Closure("dsp48e2_slice").Single(module => module.IsModel).Name,
            Is.EqualTo("DSP48E2"));
        Assert.That(() => HardwareLibrary.Closure("no_such_module"), Throws.TypeOf<KeyNotFoundException>());
    }

    [Test]
    public void Modules_OfBenches_AreNoHardware() =>
        Assert.That(HardwareLibrary.BenchModules.Select(module => module.Name), Is.EqualTo(
            ["bench_control", "product_clock", "stream_sink", "stream_source"]));
}
