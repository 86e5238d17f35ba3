using System.Globalization;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.HlsEmit.DspChain;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Engines;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>Whole products in hardware beside the machine: the same sums in the same cycles.</summary>
[TestFixture(Category = "rtl")]
public class DspChainEngineTests
{
    private static readonly DspChainEngine Family = new();

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
    public void Engine_OfDsp58_IsTheMachine(string packing, string weights, string activations, OverflowRule overflow) =>
        Run(ChainDesigns.Packed(packing, weights, activations, overflow, DspPrimitive.Dsp58));

    /// <summary>Random cores with random products, of every kind that there is hardware for.</summary>
    [Test]
    public void Engine_OfAnyCore_IsTheMachine()
    {
        Random random = new(48);
        for (int i = 0; i < 12; i++)
        {
            EmissionRequest request = Any(random);
            ProductShape[] shapes = [.. Family.Shapes(request.Design, request.Weights, request.Activations)
                .Select(shape => new ProductShape(
                    random.Next(1, shape.M + 2), random.Next(1, shape.K + 2), random.Next(1, shape.N + 2)))];
            Run(request with { Seed = i, Shapes = shapes });
        }
    }

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

    private static EmissionRequest Any(Random random)
    {
        string[] modes =
        [
            "w8a8-1x2", "w8a8-1x2", "w8a8-1x2", "w8a8-1x1", "w4a8-2x1", "w2a8-3x1", "w4a4-2x2", "w8a4-1x2", "w2a2-3x2",
        ];
        while (true)
        {
            int chains = random.Next(1, 6);
            _ = SliceModes.TryParse(modes[random.Next(modes.Length)], out SliceModes? packing);
            int block = new[] { 0, 4, 8, 16 }[random.Next(4)];
            SliceMode mode = packing!.All[0];
            DspChainFabric fabric = new()
            {
                Primitive = random.Next(4) == 0 ? DspPrimitive.Dsp58 : DspPrimitive.Dsp48E2,
                Chains = chains, FedChains = random.Next(1, chains + 1), Groups = random.Next(1, 9),
                GroupSlices = random.Next(1, 5), TokenTile = random.Next(1, 10), Packing = packing,
                Overflow = (OverflowRule)random.Next(3), SparseBlock = block,
                MultiplexedChains = random.Next(2) == 0 ? null : random.Next(1, chains + 1),
                MultiplexedActivations = random.Next(1, 3),
            };
            string sparsity = block == 0 || random.Next(4) == 0 ? string.Empty
                : random.Next(2) == 0 ? $"~{random.Next(1, block)}:{block}x{mode.Weights}"
                : string.Create(CultureInfo.InvariantCulture, $"~{random.Next(block / 4, block)}.5:{block}");
            string weights = $"int{mode.WeightBits}{sparsity}";
            TensorFormat activations = TensorFormat.Parse($"int{mode.ActivationBits}");
            if (fabric.ChainSlices is >= 2 and <= 16 && fabric.WhyNotBuilt() is null
                && TensorFormat.TryParse(weights, out TensorFormat? format, out _, out _)
                && Family.WhyNot(fabric, format, activations) is null)
            {
                return ChainDesigns.Of(fabric, weights, activations.ToString());
            }
        }
    }
}
