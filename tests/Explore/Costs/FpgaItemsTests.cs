using Accel.Arch.Devices;
using Accel.Arch.Diagnostics;
using Accel.Arch.Technologies;
using Accel.Arch.Yaml;
using Accel.CostModel.Estimates;
using Accel.Explore.Costs;

namespace Accel.Tests.Explore.Costs;

public class FpgaItemsTests
{
    private static readonly Technology Device =
        Technology.None with { Device = new FpgaDevice { Capacity = default } };

    [TestCase("adder", "bits=24", 24, 0)]
    [TestCase("register", "bits=24", 0, 0)]
    [TestCase("comparator", "bits=16", 12, 0)]
    [TestCase("mux", "ways=4 bits=8", 8, 0)]
    [TestCase("multiplier", "a=8 b=8", 0, 1)]
    [TestCase("multiplier", "a=8 b=8 dsp=false", 64, 0)]
    [TestCase("multiplier", "a=2 b=2 dsp=true", 0, 1)]
    [TestCase("mac", "a=8 b=8 acc=32 dsp=false", 96, 0)]
    [TestCase("mac", "a=8 b=8 acc=32", 0, 1)]
    public void Price_OnADevice_IsItsLutsAndSlices(string item, string parameters, double luts, double slices)
    {
        FpgaResources taken = Price(item, parameters, Device)!.Each.Resources!.Value;
        Assert.That((taken.Luts, taken.Dsps), Is.EqualTo((luts, slices)));
    }

    [TestCase("fp-mac", "format=fp8-e4m3 acc=exact", 143)]
    [TestCase("fp-mac", "format=fp4 acc=exact", 39)]
    [TestCase("fp-mac", "format=fp8-e5m2 acc=fp32", 519)]
    public void Price_OfAFloatMac_IsNearItsMapping(string item, string parameters, double luts)
    {
        Estimate each = Price(item, parameters, Device)!.Each;
        Assert.That(each.Resources!.Value.Luts, Is.EqualTo(luts).Within(20).Percent);
        Assert.That(each.Uncertainty, Is.Positive);
    }

    [TestCase("adder", "bits=8 clock=1GHz")]
    [TestCase("adder", "bits=8 voltage=0.9V")]
    [TestCase("fp-mac", "format=int8 acc=exact")]
    public void Price_OfWhatADeviceDoesNotHave_IsRefused(string item, string parameters) =>
        Assert.That(() => Price(item, parameters, Device), Throws.InstanceOf<NotPricedException>());

    [TestCase("adder", "bits=0")]
    [TestCase("adder", "")]
    [TestCase("multiplier", "a=8 b=8 dsp=perhaps")]
    public void Price_OfBadParameters_IsDiagnosed(string item, string parameters) =>
        Assert.That(Price(item, parameters, Device), Is.Null);

    private static CostNode? Price(string item, string parameters, Technology place)
    {
        DiagnosticBag diagnostics = new();
        MapNode map = new([], new SourceLocation("test"));
        foreach (string assignment in parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            (string[] path, ConfigNode value) = NodeEdits.Parse(assignment, diagnostics)!.Value;
            map = map.With(new MapNode.Entry(path[0], new SourceLocation("test"), value));
        }

        return CostItems.All.Single(one => one.Name == item)
            .Price(map, place, new BindContext(diagnostics, new ConfigLibrary([], ".", [])));
    }
}
