namespace Accel.Arch.Designs.DspChain;

/// <summary>How packed sums along a chain stay exact.</summary>
/// <remarks>
/// A lane of a packed word holds a limited number of products (<see cref="DspPacking.MaximumSums"/>); after so many
/// slices, rounded down to whole groups, an overflow adjust unit takes what is above the lane out of the word.
/// </remarks>
public enum OverflowRule
{
    /// <summary>Full range: the word is adjusted after as many slices as are always exact.</summary>
    DrainEvery,

    /// <summary>
    /// Weights leave out the most negative code, so that a lane holds a few products more: eight 8 x 8-bit ones instead
    /// of seven, which is what FlightLLM's chain of eight takes for granted (arXiv 2401.03868, Sec. 3.2).
    /// </summary>
    ExcludeMinimum,

    /// <summary>
    /// No guard bits: the low bits of each upper lane are computed again beside the slice, and what they differ by is
    /// the carry that crossed the lane's border (FINN's matrix-vector unit). Nothing is adjusted on the way.
    /// </summary>
    TrackCarries,
}
