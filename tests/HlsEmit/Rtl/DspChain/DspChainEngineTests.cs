using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.HlsEmit.Engines;
using Accel.Tests.Conformance;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>Whole products in hardware beside the machine: the same sums in the same cycles.</summary>
[TestFixture(Category = "rtl")]
public class DspChainEngineTests
{
    /// <summary>Dense weights, and sparse ones of one N or of two.</summary>
    [TestCase("flightllm-u280", "int4/128", true)]
    [TestCase("flightllm-u280", "int4/128~8:16", true)]
    [TestCase("accllm-u280", "int2/128~2:4", false)]
    public void Engine_OfAShippedDesign_IsTheMachine(string name, string weights, bool alsoVerilator)
    {
        Design design = ShippedFiles.Design(name);
        EngineBench.Run(
            design with { Fabric = EngineFamilies.All.Single(family => family.Kind == "dsp-chain").ScaleDown(design.Fabric) },
            TensorFormat.Parse(weights), TensorFormat.Parse("int8"), alsoVerilator: alsoVerilator);
    }
}
