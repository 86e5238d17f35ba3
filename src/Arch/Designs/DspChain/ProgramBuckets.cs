using Accel.Arch.Workloads;

namespace Accel.Arch.Designs.DspChain;

/// <summary>
/// The lengths that share a program, so that any length can run: neighbouring ones run the longest one's
/// (length-adaptive compilation, FlightLLM, arXiv 2401.03868).
/// </summary>
/// <param name="DecodeLengths">Contexts that share a decode program; 16 in FlightLLM's artifact.</param>
/// <param name="PrefillLengths">Prompt lengths that share a prefill program; 128 in the artifact.</param>
public sealed record ProgramBuckets(int DecodeLengths = 16, int PrefillLengths = 128)
{
    /// <summary>A program for every single length.</summary>
    public static readonly ProgramBuckets None = new(1, 1);

    /// <summary>The length whose program a length runs.</summary>
    public long LengthFor(PhaseKind kind, long length)
    {
        long unit = kind == PhaseKind.Decode ? DecodeLengths : PrefillLengths;
        return (length + unit - 1) / unit * unit;
    }
}
