using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Scenarios;
using Accel.Arch.Units;
using Accel.Arch.Workloads;

namespace Accel.Explore.Runs;

/// <summary>What a workload keeps in off-chip memory for as long as it runs: weights, embedding and KV cache.</summary>
/// <remarks>Activations that do not fit their buffer pass through it too, but are small beside these.</remarks>
public static class MemoryFootprint
{
    /// <summary>Why the memory of a design does not hold a workload; null when it does, or its size is not
    /// known.</summary>
    public static string? WhyNot(Scenario scenario)
    {
        if (scenario.Design.Dram.Capacity is not { } capacity)
        {
            return null;
        }

        (Bits weights, Bits cache) = Of(scenario.Workload, scenario.Precision);
        string ofCache = cache > Bits.Zero ? $" and a KV cache of {Text(cache)}" : string.Empty;
        return weights + cache <= capacity ? null
            : $"weights of {Text(weights)}{ofCache} do not fit the {Text(capacity)} of its DRAM (dram.capacity)";
    }

    /// <summary>Weights with the embedding, and the KV cache at the longest context.</summary>
    public static (Bits Weights, Bits Cache) Of(Workload workload, Precision precision)
    {
        long weights = 0;
        long cache = 0;
        foreach (Phase phase in workload.Phases)
        {
            long ofWeights = 0;
            long ofCache = 0;
            foreach (Operator work in WorkloadOperators.Expand(workload, phase))
            {
                if (work is GemmOperator { IsAttention: true } attention)
                {
                    if (workload.Model is not ModelShape { IsDecoder: true })
                    {
                        continue;
                    }

                    // All positions are kept, those too that a window no longer meets.
                    ofCache += precision.KvCache.StorageBits(phase.LastContext, attention.HeadDim) * attention.Count;
                }
                else if (work is GemmOperator gemm)
                {
                    ofWeights += precision.WeightsOf(gemm).StorageBits(gemm.N, gemm.K) * gemm.Layers;
                }
            }

            (weights, cache) = (Math.Max(weights, ofWeights), Math.Max(cache, ofCache));
        }

        return (new Bits(weights + Embedding(workload.Model, precision)), new Bits(cache));
    }

    private static long Embedding(Model model, Precision precision) => model is not ModelShape shape ? 0
        : (precision.Head ?? precision.Activations).StorageBits(
            shape.Vocabulary, shape.EmbeddingDim == 0 ? shape.Hidden : shape.EmbeddingDim);

    private static string Text(Bits bits) => bits.Count >= 8e8
        ? string.Create(CultureInfo.InvariantCulture, $"{bits.Count / 8e9:0.##} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{bits.Count / 8e6:0.##} MB");
}
