using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.HlsEmit.DspChain;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Engines;
using Accel.Tests.Conformance;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>Whole products in hardware beside the machine: the same sums in the same cycles.</summary>
[TestFixture(Category = "rtl")]
public class DspChainEngineTests
{
    private static readonly DspChainEngine Family = new();

    /// <summary>Sparse weights on the shipped geometry: one N, some of two N, all of two.</summary>
    [TestCase("flightllm-u280", "int4/128~8:16")]
    [TestCase("flightllm-u280", "int4/128~4:16")]
    [TestCase("flightllm-u280", "int4/128~11.2:16")]
    [TestCase("flightllm-u280", "int4/128~5:16")]
    [TestCase("accllm-u280", "int2/128~1.5:4")]
    public void Engine_OfShippedChainsWithSparseWeights_IsTheMachine(string name, string weights)
    {
        Run((DspChainFabric)Family.ScaleDown(ShippedFiles.Design(name).Fabric), TensorFormat.Parse(weights),
            Integers(8), 1);
    }

    /// <summary>Every packing of the documents, with an adjust unit or more, and chains that have none.</summary>
    [TestCase("w8a8-1x1", 8, 8)]
    [TestCase("w4a8-2x1", 4, 8)]
    [TestCase("w2a8-3x1", 2, 8)]
    [TestCase("w8a4-1x2", 8, 4)]
    [TestCase("w4a4-2x2", 4, 4)]
    [TestCase("w2a4-2x2", 2, 4)]
    [TestCase("w2a2-3x2", 2, 2)]
    [TestCase("w2a2-2x3", 2, 2)]
    public void Engine_OfAPacking_IsTheMachine(string packing, int weightBits, int activationBits) =>
        Run(packing, weightBits, activationBits, OverflowRule.DrainEvery);

    /// <summary>Lanes narrower than products, with weights on either port.</summary>
    [TestCase("w8a8-1x2", 8, 8)]
    [TestCase("w4a8-2x1", 4, 8)]
    [TestCase("w4a4-2x2", 4, 4)]
    [TestCase("w2a2-3x3", 2, 2)]
    [TestCase("w4a2-4x2", 4, 2)]
    [TestCase("w8a8-1x1", 8, 8)]
    public void Engine_OfTrackedCarries_IsTheMachine(string packing, int weightBits, int activationBits) =>
        Run(packing, weightBits, activationBits, OverflowRule.TrackCarries);

    /// <summary>Slices of Versal: wider lanes, and packings that a DSP48E2 has no room for.</summary>
    [TestCase("w8a8-1x2", 8, 8, OverflowRule.ExcludeMinimum)]
    [TestCase("w4a8-3x1", 4, 8, OverflowRule.DrainEvery)]
    [TestCase("w4a4-3x2", 4, 4, OverflowRule.TrackCarries)]
    public void Engine_OfDsp58_IsTheMachine(string packing, int weightBits, int activationBits, OverflowRule overflow) =>
        Run(packing, weightBits, activationBits, overflow, DspPrimitive.Dsp58);

    private static void Run(
        string packing, int weightBits, int activationBits, OverflowRule overflow, DspPrimitive? primitive = null)
    {
        _ = SliceModes.TryParse(packing, out SliceModes? modes);
        DspChainFabric fabric = new()
        {
            Chains = 3, FedChains = 2, Groups = 9, GroupSlices = 2, TokenTile = 4, Packing = modes!,
            Overflow = overflow, Primitive = primitive ?? DspPrimitive.Dsp48E2,
        };
        Assert.That(fabric.WhyNotBuilt(), Is.Null);
        Run(fabric, Integers(weightBits), Integers(activationBits), 3);
    }

    /// <summary>Random cores with random products, of every kind that there is hardware for.</summary>
    [Test]
    public void Engine_OfAnyCore_IsTheMachine()
    {
        Random random = new(48);
        for (int i = 0; i < 24; i++)
        {
            (DspChainFabric fabric, TensorFormat weights, TensorFormat activations) = Any(random);
            Run(fabric, weights, activations, i, random);
        }
    }

    private static void Run(
        DspChainFabric fabric, TensorFormat weights, TensorFormat activations, int seed, Random? random = null)
    {
        Design design = ShippedFiles.Design("flightllm-u280") with { Fabric = fabric };
        ProductShape[] shapes = [.. Family.Shapes(design, weights, activations)];
        if (random is not null)
        {
            shapes = [.. shapes.Select(shape => new ProductShape(
                random.Next(1, shape.M + 2), random.Next(1, shape.K + 2), random.Next(1, shape.N + 2)))];
        }

        EmissionRequest request = new()
        {
            Design = design, Weights = weights, Activations = activations, Version = "0", Seed = seed, Shapes = shapes,
        };
        EngineBench.Lint(request);
        EngineBench.Run(request, alsoVerilator: false);
    }

    private static (DspChainFabric Fabric, TensorFormat Weights, TensorFormat Activations) Any(Random random)
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
            TensorFormat activations = Integers(mode.ActivationBits);
            if (fabric.ChainSlices is >= 2 and <= 16 && fabric.WhyNotBuilt() is null
                && TensorFormat.TryParse($"int{mode.WeightBits}{sparsity}", out TensorFormat? weights, out _, out _)
                && Family.WhyNot(fabric, weights!, activations) is null)
            {
                return (fabric, weights!, activations);
            }
        }
    }

    private static TensorFormat Integers(int bits) => TensorFormat.Parse($"int{bits}");
}
