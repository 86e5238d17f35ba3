using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.HlsEmit.DspChain;
using Accel.HlsEmit.Emission;
using FsCheck;
using FsCheck.Fluent;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>Whole products in hardware beside the machine: the same sums in the same cycles.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class DspChainEngineTests
{
    private static readonly DspChainEngineFamily Family = new();

    /// <summary>Sparse weights on shipped chains: one N or two, with segments that end within results or at
    /// them.</summary>
    [TestCase("flightllm-u280", "int4/128~4:16")]
    [TestCase("flightllm-u280", "int4/128~11.2:16")]
    [TestCase("flightllm-u280", "int4/128~5:16")]
    [TestCase("flightllm-u280", "int4/128~12:16")]
    [TestCase("flightllm-u280", "int4/128~8:16", OverflowRule.DrainEvery)]
    [TestCase("accllm-u280", "int2/128~1.5:4")]
    public void Engine_OfShippedChainsWithSparseWeights_IsTheMachine(
        string name, string weights, OverflowRule? overflow = null) =>
        Run(ChainDesigns.Shipped(name, weights, overflow));

    /// <summary>Banks that are swapped for results alone, and turns of one result each.</summary>
    [Test]
    public void Engine_OfOtherTurns_IsTheMachine()
    {
        Run(ChainDesigns.ThreeResults);
        Run(ChainDesigns.PairsChosen);
    }

    /// <summary>Weights on either port, one to three values on it, with an adjust unit or more or none.</summary>
    [TestCase("w8a8-1x1", "int8", "int8")]
    [TestCase("w4a8-2x1", "int4", "int8")]
    [TestCase("w2a8-3x1", "int2", "int8")]
    [TestCase("w4a4-2x2", "int4", "int4")]
    [TestCase("w2a2-2x3", "int2", "int2")]
    public void Engine_OfAPacking_IsTheMachine(string packing, string weights, string activations) =>
        Run(ChainDesigns.Packed(packing, weights, activations, OverflowRule.DrainEvery));

    /// <summary>Lanes narrower than products, with weights on either port.</summary>
    [TestCase("w8a8-1x2", "int8", "int8")]
    [TestCase("w4a8-2x1", "int4", "int8")]
    [TestCase("w4a4-2x2", "int4", "int4")]
    [TestCase("w2a2-3x3", "int2", "int2")]
    [TestCase("w8a8-1x1", "int8", "int8")]
    public void Engine_OfTrackedCarries_IsTheMachine(string packing, string weights, string activations) =>
        Run(ChainDesigns.Packed(packing, weights, activations, OverflowRule.TrackCarries));

    /// <summary>Slices of Versal: wider words, and a packing that a DSP48E2 has no room for.</summary>
    [TestCase("w8a8-1x2", "int8", "int8", OverflowRule.ExcludeMinimum)]
    [TestCase("w4a4-2x2", "int4", "int4", OverflowRule.DrainEvery)]
    [TestCase("w4a4-3x2", "int4", "int4", OverflowRule.TrackCarries)]
    public void Engine_OfDsp58_IsTheMachine(
        string packing, string weights, string activations, OverflowRule overflow) =>
        Run(ChainDesigns.Packed(packing, weights, activations, overflow, DspPrimitive.Dsp58));

    [Test]
    public void Engine_AnySmallCore_IsTheMachine() =>
        RandomDesigns.AreTheMachine(Small, count: 12, seed: 48, lints: true);

    /// <summary>What there is no hardware for is named by its key or format.</summary>
    [TestCase("w8a8-1x2+w4a8-2x1", "int4", 16, 1, 1, "fabric.packing")]
    [TestCase("w4a8-2x1", "int4/128", 16, 1, 1, "fabric.packing")]
    [TestCase("w8a8-1x2", "int4~1.5:16", 16, 1, 1, "keep nothing")]
    [TestCase("w8a8-1x2", "int4~4:16", 16, 1, 2, "fabric.result-sets")]
    [TestCase("w2a2-1x3", "int2~4:16", 16, 2, 1, "fabric.multiplexed-activations")]
    [TestCase("w8a8-1x2", "int4", 1, 1, 1, "fabric.sparse-block")]
    [TestCase("w8a8-1x2", "fp16", 16, 1, 1, "fp16")]
    public void WhyNot_OfWhatHasNoHardware_NamesIt(
        string packing, string weights, int block, int chosen, int sets, string named)
    {
        _ = SliceModes.TryParse(packing, out SliceModes? modes);
        DspChainFabric fabric = new()
        {
            Packing = modes!, SparseBlock = block, MultiplexedActivations = chosen, ResultSets = sets,
        };
        string activations = $"int{modes!.All[0].ActivationBits}";
        EmissionRequest request = ChainDesigns.Of(fabric, weights, activations);
        Assert.That(Family.WhyNot(fabric, request.Weights, request.Activations), Does.Contain(named));
        Assert.That(() => Family.Engine(request.Design, request.Weights, request.Activations),
            Throws.ArgumentException.With.Message.Contains(named));
    }

    private static void Run(EmissionRequest request)
    {
        EngineBench.Lint(request);
        EngineBench.Run(request, alsoVerilator: false);
    }

    /// <summary>Cores with products, of every kind that there is hardware for.</summary>
    private static Gen<EmissionRequest> Small =>
        from core in Cores.Where(core => core is not null)
        let request = core!
        from shapes in Gen.CollectToArray(
            Family.Shapes(request.Design, request.Weights, request.Activations),
            shape => RandomDesigns.Product(shape.M + 1, shape.K + 1, shape.N + 1))
        select request with { Shapes = shapes };

    /// <summary>Cores, null where there is no hardware.</summary>
    private static Gen<EmissionRequest?> Cores =>
        from mode in Gen.Elements(
            "w8a8-1x2", "w8a8-1x2", "w8a8-1x2", "w8a8-1x1", "w4a8-2x1", "w2a8-3x1", "w4a4-2x2", "w8a4-1x2", "w2a2-3x2")
        from primitive in Gen.Elements(
            DspPrimitive.Dsp48E2, DspPrimitive.Dsp48E2, DspPrimitive.Dsp48E2, DspPrimitive.Dsp58)
        from overflow in Gen.Elements(Enum.GetValues<OverflowRule>())
        from chains in Gen.Choose(1, 5)
        from fed in Gen.Choose(1, chains)
        from multiplexed in Gen.Choose(-chains, chains)
        from multiplexedActivations in Gen.Choose(1, 2)
        from groups in Gen.Choose(1, 8)
        from groupSlices in Gen.Choose(1, 4)
        from tokenTile in Gen.Choose(1, 9)
        from block in Gen.Elements(0, 4, 8, 16)
        from kept in Gen.Choose(1, Math.Max(1, block - 1))
        from sparsity in Gen.Choose(0, 7)
        select Core(
            new DspChainFabric
            {
                Primitive = primitive, Chains = chains, FedChains = fed, Groups = groups, GroupSlices = groupSlices,
                TokenTile = tokenTile, Overflow = overflow, SparseBlock = block,
                MultiplexedChains = multiplexed > 0 ? multiplexed : null,
                MultiplexedActivations = multiplexedActivations,
            },
            mode, kept, sparsity);

    private static EmissionRequest? Core(DspChainFabric fabric, string packing, int kept, int sparsity)
    {
        _ = SliceModes.TryParse(packing, out SliceModes? modes);
        fabric = fabric with { Packing = modes! };
        SliceMode mode = modes!.All[0];
        int block = fabric.SparseBlock;
        string sparse = block == 0 || sparsity < 2 ? string.Empty
            : sparsity < 5 ? $"~{kept}:{block}x{mode.Weights}" : $"~{Math.Max(kept, block / 4)}.5:{block}";
        TensorFormat activations = TensorFormat.Parse($"int{mode.ActivationBits}");
        return fabric.ChainSlices is >= 2 and <= 16 && fabric.WhyNotBuilt() is null
            && TensorFormat.TryParse($"int{mode.WeightBits}{sparse}", out TensorFormat? weights, out _, out _)
            && Family.WhyNot(fabric, weights, activations) is null
            ? ChainDesigns.Of(fabric, weights.ToString(), activations.ToString())
            : null;
    }
}
