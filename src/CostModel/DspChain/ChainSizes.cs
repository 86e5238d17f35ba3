using Accel.Arch.Designs.DspChain;

namespace Accel.CostModel.DspChain;

/// <summary>What parts of a chain are sized by: the most that any of its modes needs.</summary>
internal sealed class ChainSizes
{
    public ChainSizes(DspChainFabric fabric)
    {
        Fabric = fabric;
        foreach (SliceMode mode in fabric.Packing.All)
        {
            WeightBits = Math.Max(WeightBits, mode.WeightBits * mode.Weights);
            LaneWeightBits = Math.Max(LaneWeightBits, mode.WeightBits);
            ActivationBits = Math.Max(ActivationBits, mode.ActivationBits);
            Activations = Math.Max(Activations, mode.Activations);
            Weights = Math.Max(Weights, mode.Weights);
            Lanes = Math.Max(Lanes, mode.Lanes);
            TokenWords = Math.Max(TokenWords, (fabric.TokenTile + mode.Activations - 1) / mode.Activations);
        }
    }

    public DspChainFabric Fabric { get; }

    /// <summary>Slices of a chain.</summary>
    public int Slices => Fabric.ChainSlices;

    /// <summary>Chains of all cores.</summary>
    public int Chains => Fabric.Cores * Fabric.Chains;

    /// <summary>Chains of all cores that choose activations.</summary>
    public int ChoosingChains => Fabric.Cores * Fabric.ChoosingChains;

    /// <summary>Bits of all weights of a slice.</summary>
    public int WeightBits { get; }

    /// <summary>Bits of one weight in its lane.</summary>
    public int LaneWeightBits { get; }

    /// <summary>Bits of one activation.</summary>
    public int ActivationBits { get; }

    /// <summary>Activations of a slice.</summary>
    public int Activations { get; } = 1;

    /// <summary>Weights of a slice.</summary>
    public int Weights { get; } = 1;

    /// <summary>Lanes of a slice.</summary>
    public int Lanes { get; } = 1;

    /// <summary>Sets of accumulators of a chain.</summary>
    public int ResultSets => Fabric.SparseBlock == 0 ? 1 : Fabric.ResultSets;

    /// <summary>Words of sums that a chain keeps for a tile of tokens.</summary>
    public int TokenWords { get; } = 1;
}
