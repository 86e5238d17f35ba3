using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;

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

    [TestCase(0, "fabric.result-sets")]
    [TestCase(1, null)]
    [TestCase(16, null)]
    [TestCase(17, "fabric.result-sets")]
    public void WhyNotBuilt_ResultSetsOutOfRange_NamesTheKey(int sets, string? key) => Assert.That(
        new DspChainFabric { ResultSets = sets }.WhyNotBuilt(), key is null ? Is.Null : Does.StartWith(key));

    /// <summary>Results side by side share a chain's sums.</summary>
    [TestCase("int8~2:16", 8, null)]
    [TestCase("int8~2:16", 7, "8 results")]
    [TestCase("int8~8:16", 2, null)]
    [TestCase("int8~8:16", 1, "2 results")]
    [TestCase("int8~1.5:16", 8, null)]
    [TestCase("int8~12:16", 1, null)]
    public void WhyNotSparse_MoreResultsThanSums_SaysSo(string format, int tokens, string? reason) => Assert.That(
        new DspChainFabric { SparseBlock = 16, TokenTile = tokens }.WhyNotSparse(TensorFormat.Parse(format)),
        reason is null ? Is.Null : Does.Contain(reason).And.Contain("fabric.token-tile"));
}
