using System.Globalization;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Formats;
using Accel.Arch.Formats.Sparse;

namespace Accel.HlsEmit.DspChain;

/// <summary>What DSP chains can be set to and have no hardware for.</summary>
internal static class ChainLimits
{
    /// <summary>Why there is no engine; null when there is one.</summary>
    public static string? WhyNot(DspChainFabric fabric, TensorFormat weights, TensorFormat activations) =>
        fabric.WhyNot(weights, activations) ?? fabric.WhyNotSparse(weights) ?? WhyNotBuilt(fabric)
            ?? WhyNotSlices(fabric, weights) ?? WhyNotSteps(fabric, weights);

    private static string? WhyNotBuilt(DspChainFabric fabric) =>
        fabric.WhyNotBuilt() ?? (fabric.ChainSlices < 2
            ? "fabric.slices: there is no hardware for chains of one slice"
        : fabric.SparseBlock == 1
            ? "fabric.sparse-block: there is no hardware for multiplexers that choose from one activation"
        : null);

    private static string? WhyNotSlices(DspChainFabric fabric, TensorFormat weights)
    {
        if (fabric.Packing.All.Length > 1)
        {
            return $"fabric.packing: there is no hardware yet for slices of several modes, {fabric.Packing}";
        }

        SliceMode mode = fabric.Packing.All[0];
        return DspChainFabric.ScalesSums(mode, weights)
                ? $"fabric.packing: there is no hardware yet for multipliers of the sums of groups, which {mode} has "
                    + $"for {weights}"
            : null;
    }

    private static string? WhyNotSteps(DspChainFabric fabric, TensorFormat weights)
    {
        if (weights.Sparsity is not { } sparsity)
        {
            return null;
        }

        int activations = fabric.Packing.All[0].Activations;
        int chosen = Math.Min(activations, fabric.MultiplexedActivations);
        return sparsity.Low == 0
                ? $"there is no hardware yet for steps that keep nothing, which {weights} has"
            : fabric.ResultSets > 1
                ? string.Create(CultureInfo.InvariantCulture,
                    $"fabric.result-sets: there is no hardware yet for {fabric.ResultSets} sets of accumulators")
            : chosen < activations && (chosen > 1 || activations > 2)
                ? string.Create(CultureInfo.InvariantCulture,
                    $"fabric.multiplexed-activations: there is no hardware yet that chooses {chosen} of {activations} "
                    + $"activations")
            : null;
    }
}
