using Accel.Arch.Designs.DspChain;

namespace Accel.Tests.Arch.Designs.DspChain;

/// <summary>Which chains of a DSP-chain fabric choose activations.</summary>
public class MultiplexedChainsTests
{
    [TestCase(0, null, 64, 0)]
    [TestCase(0, 128, 64, 0)]
    [TestCase(16, null, 64, 64)]
    [TestCase(16, null, 128, 128)]
    [TestCase(16, 32, 64, 32)]
    public void ChoosingChains_OfASparseFabric_AreThoseNamedOrFed(int block, int? named, int fed, int choosing) =>
        Assert.That(new DspChainFabric { SparseBlock = block, MultiplexedChains = named, FedChains = fed }
            .ChoosingChains, Is.EqualTo(choosing));

    [TestCase(128, 2, null)]
    [TestCase(129, 1, "fabric.multiplexed-chains")]
    [TestCase(64, 3, "fabric.multiplexed-activations")]
    public void WhyNotBuilt_MoreThanThereAre_NamesTheKey(int chains, int activations, string? key)
    {
        string? reason = new DspChainFabric
        {
            SparseBlock = 16, MultiplexedChains = chains, MultiplexedActivations = activations,
        }.WhyNotBuilt();
        Assert.That(reason, key is null ? Is.Null : Does.StartWith(key));
    }
}
