namespace Accel.Arch.Drams;

/// <summary>Where consecutive requests go: the order of the address bits below the row.</summary>
public enum DramMapping
{
    /// <summary>A row is filled first: consecutive requests meet one bank, and one bank group.</summary>
    /// <remarks>DRAMsim3's <c>rochrababgco</c>, Ramulator 2's <c>RoBaRaCoCh</c>.</remarks>
    GroupHigh,

    /// <summary>Consecutive requests go round the channels behind one queue, then round the bank groups.</summary>
    /// <remarks>DRAMsim3's <c>rorabacobgch</c>.</remarks>
    GroupLow,

    /// <summary>
    /// Four consecutive requests meet four banks, the next twelve the same rows, then other banks follow: column bits
    /// are folded into bank bits.
    /// </summary>
    /// <remarks>Ramulator 2's <c>MOP4CLXOR</c>.</remarks>
    Hashed,
}
