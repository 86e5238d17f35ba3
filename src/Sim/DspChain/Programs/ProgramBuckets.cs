using Accel.Arch.Designs.DspChain;
using Accel.Arch.Workloads;

namespace Accel.Sim.DspChain.Programs;

/// <summary>
/// The programs that are kept so that any length can run: neighbouring lengths share the longest one's (FlightLLM, arXiv
/// 2401.03868, Sec. 5: length-adaptive compilation).
/// </summary>
/// <param name="DecodeLengths">Contexts that share a decode program; 16 in the artifact.</param>
/// <param name="PrefillLengths">Prompt lengths that share a prefill program; 128 in the artifact.</param>
public sealed record ProgramBuckets(long DecodeLengths = 16, long PrefillLengths = 128)
{
    /// <summary>A program for every single length.</summary>
    public static readonly ProgramBuckets None = new(1, 1);

    /// <summary>Programs for lengths up to the longest.</summary>
    public long Programs(long longest) =>
        ((longest + DecodeLengths - 1) / DecodeLengths) + ((longest + PrefillLengths - 1) / PrefillLengths);

    /// <summary>The program that a length runs: that of the longest one in its bucket.</summary>
    public long LengthFor(PhaseKind kind, long length)
    {
        long unit = kind == PhaseKind.Decode ? DecodeLengths : PrefillLengths;
        return (length + unit - 1) / unit * unit;
    }

    /// <summary>Bytes of all programs for lengths up to the longest, batch 1.</summary>
    public long Bytes(DspChainFabric fabric, Model model, long longest)
    {
        long bytes = 0;
        IReadOnlyList<Operator> step = WorkloadOperators.Expand(model, Phase.Decode(1, longest), 1, LogitsRule.All);
        for (long length = DecodeLengths; length < longest + DecodeLengths; length += DecodeLengths)
        {
            bytes += InstructionStream.Of(fabric, step, length).Bytes;
        }

        for (long length = PrefillLengths; length < longest + PrefillLengths; length += PrefillLengths)
        {
            IReadOnlyList<Operator> prompt =
                WorkloadOperators.Expand(model, Phase.Prefill(length), 1, LogitsRule.All);
            bytes += InstructionStream.Of(fabric, prompt, length).Bytes;
        }

        return bytes;
    }
}
