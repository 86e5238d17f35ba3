using Accel.Arch.Diagnostics;
using Accel.Arch.Formats;
using Accel.Arch.Scenarios;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Explore.Runs;
using Accel.Tests.Conformance;
using Accel.Tests.Support;

namespace Accel.Tests.Explore.Runs;

public class MemoryFootprintTests
{
    private static readonly Precision Precision =
        new(TensorFormat.Parse("int4"), TensorFormat.Parse("int8"), TensorFormat.Parse("int8"));

    /// <summary>Llama-2-7B by hand: 6.607e9 weights of 4 bits and 16 a channel, an embedding of 8, 512 KiB a
    /// position.</summary>
    [Test]
    public void Of_Llama_IsItsWeightsEmbeddingAndCache()
    {
        (Bits weights, Bits cache) = MemoryFootprint.Of(Workload("llama-2-7b", 100, 28), Precision);
        long channels = (32L * ((4 * 4096) + (2 * 11008) + 4096)) + 32000;
        long linear = WorkloadOperators.LinearWeights(Shipped.Model("llama-2-7b"));
        Assert.Multiple(() =>
        {
            Assert.That(weights.Count,
                Is.EqualTo((linear * 4) + (channels * 16) + (32000L * ((4096 * 8) + 16))));
            Assert.That(cache.Count, Is.EqualTo(2L * 32 * 32 * 127 * ((128 * 8) + 16)).Within(1).Percent);
        });
    }

    /// <summary>8 GiB hold Llama-2-7B, and Llama-2-13B in 4 bits but not in 8.</summary>
    [TestCase("llama-2-7b", "int8", true)]
    [TestCase("llama-2-13b", "int4/128", true)]
    [TestCase("llama-2-13b", "int8", false)]
    public void Demand_OnTheShippedDesign_IsRefusedWhenItDoesNotFit(string model, string weights, bool fits)
    {
        var design = ShippedFiles.Design("flightllm-u280");
        Scenario scenario = new(
            design with { Precision = design.Precision with { Weights = TensorFormat.Parse(weights) } },
            Workload(model, 256, 256));
        Assert.That(FeasibilityCheck.WhyNot(scenario) is null, Is.EqualTo(fits));
        if (!fits)
        {
            Diagnostic refused = Assert.Throws<InputException>(() => FeasibilityCheck.Demand(scenario, "d.yaml"))!
                .Diagnostics.Single();
            Assert.That(refused.Message, Does.Contain("do not fit the 8.59 GB of its DRAM (dram.capacity)"));
        }
    }

    /// <summary>A design that does not say what its memory holds is not asked.</summary>
    [Test]
    public void WhyNot_WithoutACapacity_IsNull()
    {
        var design = ShippedFiles.Design("flightllm-u280");
        Assert.That(
            MemoryFootprint.WhyNot(new Scenario(
                design with { Dram = design.Dram with { Capacity = null } }, Workload("llama-3-70b", 4096, 64))),
            Is.Null);
    }

    private static Workload Workload(string model, long prompt, long generated) => new()
    {
        Name = model, Model = Shipped.Model(model),
        Phases = [Phase.Prefill(prompt), Phase.Decode(generated, prompt)],
        Precision = new PrecisionOverride(Precision.Weights, Precision.Activations, Precision.KvCache),
    };
}
