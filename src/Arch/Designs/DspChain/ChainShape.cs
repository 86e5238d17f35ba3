namespace Accel.Arch.Designs.DspChain;

/// <summary>How a chain of slices splits into short dot products over sparse blocks.</summary>
/// <remarks>
/// A chain of C slices takes C consecutive elements along K. Dense, it is one dot product; where every block of M keeps
/// N, a dot product over the same elements has C * N / M products, and the chain opens between groups to hold several
/// of them, each for an output of its own (FlightLLM, arXiv 2401.03868, Sec. 3.2).
/// </remarks>
/// <param name="Groups">Groups of a chain.</param>
/// <param name="GroupSlices">Slices of a group, which does not open.</param>
public readonly record struct ChainShape(int Groups, int GroupSlices)
{
    public int Slices => Groups * GroupSlices;

    /// <summary>Slices of one result: chain * N / M, rounded up to whole groups; 0 where nothing is kept.</summary>
    /// <param name="kept">N, 0 to M.</param>
    /// <param name="block">M.</param>
    public int Span(int kept, int block) => ((Groups * kept) + block - 1) / block * GroupSlices;

    /// <summary>Results that a chain yields at once; 0 where nothing is kept, and the block takes no time.</summary>
    /// <remarks>At most M / N, so that a chain never does more than all its slices can.</remarks>
    public int Results(int kept, int block) => kept == 0 ? 0 : Slices / Span(kept, block);
}
