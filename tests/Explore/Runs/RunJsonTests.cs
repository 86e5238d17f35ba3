using System.Text.Json;
using Accel.Arch.Designs;
using Accel.Arch.Scenarios;
using Accel.CostModel;
using Accel.CostModel.Fpga;
using Accel.Explore.Runs;
using Accel.Tests.Conformance;
using Accel.Tests.CostModel.TableLookup;

namespace Accel.Tests.Explore.Runs;

public class RunJsonTests
{
    [Test]
    public void Write_DesignOnADevice_HasResourcesAndNoArea()
    {
        Design design = KvDesign.Tellme;
        ResourceBreakdown breakdown = ResourceBreakdown.Of(design)!;
        RunResult run = new(design, "none", default, default, [], []) { Resources = breakdown };
        using JsonDocument json = JsonDocument.Parse(RunJson.Write(run, "test"));
        JsonElement root = json.RootElement;
        Assert.That(root.GetProperty("totals").GetProperty("area_mm2").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(root.GetProperty("area_mm2").ValueKind, Is.EqualTo(JsonValueKind.Null));
        JsonElement resources = root.GetProperty("resources");
        Assert.That(resources.GetProperty("lut").GetDouble(), Is.EqualTo(Math.Round(breakdown.Total.Luts)));
        Assert.That(resources.GetProperty("uram").GetDouble(), Is.EqualTo(60));
        JsonElement[] modules = [.. root.GetProperty("resources_by_module").EnumerateArray()];
        Assert.That(modules, Has.Length.EqualTo(breakdown.Modules.Count));
        foreach (string key in new[] { "lut", "ff", "dsp", "bram36", "uram" })
        {
            Assert.That(modules.Sum(module => module.GetProperty(key).GetDouble()),
                Is.EqualTo(resources.GetProperty(key).GetDouble()).Within(modules.Length), key);
        }
    }

    [Test]
    public void Write_DesignInATechnology_HasAnAreaAndNoResources()
    {
        Scenario scenario = new(ShippedFiles.Design("bitmod-28nm"), ShippedFiles.Workload("llama-2-7b-chat"));
        RunResult run = RunEvaluator.Evaluate(scenario, new PriceBook(scenario.Design.Technology));
        using JsonDocument json = JsonDocument.Parse(RunJson.Write(run, "test"));
        JsonElement root = json.RootElement;
        Assert.That(root.GetProperty("totals").GetProperty("area_mm2").GetDouble(), Is.Positive);
        Assert.That(root.GetProperty("resources").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(root.GetProperty("resources_by_module").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }
}
