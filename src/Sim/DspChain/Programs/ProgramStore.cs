using Accel.Arch.Designs.DspChain;
using Accel.Arch.Workloads;

namespace Accel.Sim.DspChain.Programs;

/// <summary>How large all programs together are that a model needs to run at any length, batch 1.</summary>
public static class ProgramStore
{
    /// <summary>Bytes of the decode and prefill programs for contexts and prompts up to the longest.</summary>
    public static long Bytes(DspChainFabric fabric, Model model, ProgramBuckets buckets, long longest)
    {
        ArgumentNullException.ThrowIfNull(buckets);
        long bytes = 0;
        IReadOnlyList<Operator> step = WorkloadOperators.Expand(model, Phase.Decode(1, longest), 1, LogitsRule.All);
        for (long length = 1; length <= longest; length += buckets.DecodeLengths)
        {
            bytes += InstructionEstimate.Of(fabric, step, buckets.LengthFor(PhaseKind.Decode, length)).Bytes;
        }

        for (long length = 1; length <= longest; length += buckets.PrefillLengths)
        {
            long whole = buckets.LengthFor(PhaseKind.Prefill, length);
            IReadOnlyList<Operator> prompt = WorkloadOperators.Expand(model, Phase.Prefill(whole), 1, LogitsRule.All);
            bytes += InstructionEstimate.Of(fabric, prompt, whole).Bytes;
        }

        return bytes;
    }
}
