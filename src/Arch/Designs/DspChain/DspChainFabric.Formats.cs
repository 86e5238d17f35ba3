using System.Globalization;
using Accel.Arch.Formats;
using Accel.Arch.Formats.Sparse;

namespace Accel.Arch.Designs.DspChain;

public sealed partial record DspChainFabric
{
    /// <summary>The least largest factor for which a group's scales are folded into its weights.</summary>
    private const int LeastFactor = 8;

    /// <inheritdoc/>
    public override string? WhyNot(TensorFormat weights, TensorFormat activations)
    {
        if (activations.Element is not IntegerFormat { Kind: IntegerKind.Signed } || activations.GroupSize > 0)
        {
            return $"DSP chains multiply integer activations with one scale a token, not {activations}";
        }

        int weightBits = WidthOf(weights);
        return weightBits == 0
            ? $"DSP chains multiply integer weights, not {weights}"
            : !Packing.Hold(weightBits, (int)activations.Element.Bits)
                ? $"no mode of {Packing} holds weights of {weights} and activations of {activations}"
            : WhyNotShared(weights, (int)activations.Element.Bits)
                ?? WhyNotScaled(weights, (int)activations.Element.Bits);
    }

    /// <inheritdoc/>
    public override string? WhyNotSparse(TensorFormat weights)
    {
        if (weights.Sparsity is not { } sparsity)
        {
            return null;
        }

        if (SparseBlock < sparsity.Block)
        {
            return SparseBlock == 0
                ? $"its chains are dense (fabric.sparse-block is 0) and cannot multiply {weights}"
                : string.Create(CultureInfo.InvariantCulture,
                    $"a slice chooses from {SparseBlock} activations (fabric.sparse-block), too few for {weights}");
        }

        if (ChainSlices % sparsity.Block != 0)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"a chain of {ChainSlices} slices is not whole blocks of {weights}");
        }

        return WhyNotKept(sparsity) ?? WhyNotShared(weights, activationBits: 0);
    }

    /// <summary>Why accumulators do not hold the results that chains have side by side; null when they do.</summary>
    private string? WhyNotKept(WeightSparsity sparsity)
    {
        int results = Shape.Results(sparsity.Low > 0 ? sparsity.Low : sparsity.High, sparsity.Block);
        return results > TokenTile
            ? string.Create(CultureInfo.InvariantCulture,
                $"a chain has {results} results of {sparsity} side by side, and keeps {TokenTile} sums "
                + $"(fabric.token-tile)")
            : null;
    }

    /// <summary>Why no mode that holds the widths can take the weights' pattern; null when one can.</summary>
    private string? WhyNotShared(TensorFormat weights, int activationBits)
    {
        int weightBits = WidthOf(weights);
        foreach (SliceMode mode in Packing.All)
        {
            if (mode.Holds(weightBits, activationBits) && SharesWithin(mode, weights))
            {
                return null;
            }
        }

        // Widths that no mode holds are another question, with an answer of its own.
        return Packing.Hold(weightBits, activationBits)
            ? $"the weights of a slice share an activation: with {Packing}, {weights} must be of one pattern for as "
                + "many channels as a slice has weights, as in 2:4x3 for three, or the packing have a mode of one "
                + "weight"
            : null;
    }

    /// <summary>Why no mode that takes the weights can scale their groups; null when one can.</summary>
    private string? WhyNotScaled(TensorFormat weights, int activationBits)
    {
        foreach (SliceMode mode in Packing.All)
        {
            if (Runs(mode, weights, activationBits))
            {
                return null;
            }
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"groups of {weights} are scaled behind chains of {ChainSlices} slices, which they must be multiples of");
    }

    /// <summary>
    /// Whether the scales of a mode's groups multiply the sums of chains, step by step, because its lanes are too
    /// narrow for weights that are multiplied on their way in.
    /// </summary>
    /// <remarks>
    /// In a lane of 8 bits a weight of 5 bits leaves room for factors up to 8, one of 4 bits up to 18; that few scales
    /// are taken to be the least worth having.
    /// </remarks>
    public static bool ScalesSums(SliceMode mode, TensorFormat weights) =>
        weights.GroupSize > 0 && LargestFactor(mode, WidthOf(weights)) < LeastFactor;

    /// <summary>Whether a mode can run weights of a format with activations of some bits.</summary>
    public bool Runs(SliceMode mode, TensorFormat weights, int activationBits) =>
        mode.Holds(WidthOf(weights), activationBits) && SharesWithin(mode, weights)
            && (!ScalesSums(mode, weights) || weights.GroupSize % ChainSlices == 0);

    /// <summary>The largest whole number by which every weight can be multiplied within its lane.</summary>
    private static int LargestFactor(SliceMode mode, int width) =>
        ((1 << (mode.WeightBits - 1)) - 1) / ((1 << (width - 1)) - 1);

    /// <summary>Whether a mode holds the widths, and the weights of its slices share their activation.</summary>
    public static bool Takes(SliceMode mode, TensorFormat weights, TensorFormat activations) =>
        mode.Holds(WidthOf(weights), (int)activations.Element.Bits) && SharesWithin(mode, weights);

    /// <summary>
    /// Whether weights that share a slice, of adjacent channels, are always kept together: dense, one, or of one
    /// pattern.
    /// </summary>
    private static bool SharesWithin(SliceMode mode, TensorFormat weights) =>
        weights.Sparsity is not { } sparsity || sparsity.SharedBy % mode.Weights == 0;

    /// <summary>Bits of an element's whole numbers in a lane; 0 when it has none.</summary>
    public static int WidthOf(TensorFormat format) => format.Element switch
    {
        IntegerFormat { Kind: IntegerKind.Signed } integer when integer.Bits <= 8 => (int)integer.Bits,
        IntegerMix mix => (int)mix.Wide.Bits,
        { Name: "ternary" } => 2,
        _ => 0,
    };

    /// <inheritdoc/>
    /// <remarks>
    /// Of dense-equivalent products, with tokens to fill every beat. A sparse step has the chains that choose alone, as
    /// many tokens a beat as are chosen, and waits until its results are in their accumulators; a mix takes the mean of
    /// its blocks' times.
    /// </remarks>
    public override double PeakMacsPerCycle(TensorFormat weights, TensorFormat activations)
    {
        double most = 0;
        foreach (SliceMode mode in Packing.All)
        {
            if (Runs(mode, weights, (int)activations.Element.Bits))
            {
                most = Math.Max(most, weights.Sparsity is { } sparsity
                    ? SparsePeak(mode, sparsity)
                    : (double)Slices * mode.Lanes);
            }
        }

        return most;
    }

    private double SparsePeak(SliceMode mode, WeightSparsity sparsity)
    {
        double share = sparsity.HighShare;
        double time = ((1 - share) * StepTime(mode, sparsity.Low, sparsity.Block))
            + (share * StepTime(mode, sparsity.High, sparsity.Block));
        return (double)Cores * ChoosingChains * ChainSlices * mode.Weights / time;
    }

    /// <summary>Cycles of a step for each token and result of a chain, when all beats are full.</summary>
    private double StepTime(SliceMode mode, int kept, int block)
    {
        if (kept == 0)
        {
            return 0;
        }

        if (kept == block)
        {
            return 1.0 / mode.Activations;
        }

        double tokens = Math.Min(mode.Activations, MultiplexedActivations);
        double results = Shape.Results(kept, block);
        double beat = Math.Max(1, Math.Ceiling(results * tokens / (mode.Activations * ResultSets)));
        return beat / (results * tokens);
    }
}
