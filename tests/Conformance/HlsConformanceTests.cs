using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Emission.Hls;
using Accel.HlsEmit.Engines;
using Accel.Tests.HlsEmit.Hls;

namespace Accel.Tests.Conformance;

/// <summary>What every family owes of C++, asked of every shipped design.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class HlsConformanceTests
{
    private static IEnumerable<string> DesignNames => ShippedFiles.DesignNames;

    /// <summary>One design of each engine.</summary>
    private static readonly string[] Engines =
        ["bitmod-28nm", "fp16-28nm", "tellme-kv260", "flightllm-u280", "systolic-int8", "ant-systolic-28nm"];

    [TestCaseSource(nameof(DesignNames))]
    public void Kernel_OfAShippedDesignScaledDown_IsTheMachine(string name) =>
        KernelBench.Run(EngineEmission.ScaleDown(Request(name)), KernelInterface.Memory);

    [TestCaseSource(nameof(Engines))]
    public void Kernel_BehindStreams_IsTheMachine(string name) =>
        KernelBench.Run(EngineEmission.ScaleDown(Request(name)), KernelInterface.Stream);

    /// <summary>The design as it is, on products of the size that it was built for.</summary>
    [TestCase("tellme-kv260", 1, 1536, 4096)]
    [TestCase("tellme-kv260", 16, 1536, 1536)]
    [TestCase("flightllm-u280", 1, 4096, 4096)]
    [TestCase("bitmod-28nm", 32, 1024, 64)]
    [TestCase("systolic-int8", 64, 512, 96)]
    public void Kernel_OfALayerAtFullSize_IsTheMachine(string name, int m, int k, int n) =>
        KernelBench.Run(Request(name) with { Shapes = [new ProductShape(m, k, n)] }, KernelInterface.Memory);

    [TestCaseSource(nameof(DesignNames))]
    public void Kernel_OfAShippedDesignAtFullSize_CanBeEmitted(string name)
    {
        HlsEmission emission = HlsEmission.Of(Request(name) with { Shapes = [] });
        string[] expected =
            ["Makefile", "hls_config.cfg", "run_hls.tcl", "link.cfg", "host/host.cpp", "manifest.json"];
        Assert.That(emission.Files.Select(file => file.Path), Is.Unique.And.SupersetOf(expected));
    }

    [TestCaseSource(nameof(DesignNames))]
    public void Emission_OfAShippedDesign_IsTheSameEveryTime(string name)
    {
        EmissionRequest request = EngineEmission.ScaleDown(Request(name));
        IReadOnlyList<EmittedFile> first = HlsEmission.Of(request).Files;
        Assert.That(HlsEmission.Of(request).Files, Is.EqualTo(first));
    }

    private static EmissionRequest Request(string name) => EngineConformanceTests.Request(name);
}
