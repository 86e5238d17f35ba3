using Accel.Arch.Drams;

namespace Accel.Sim.Memory;

/// <summary>The shares of the peak that runs of powers of two reach, as a thread met them last.</summary>
/// <remarks>
/// The points of a sweep ask for few memories, over and over. Runs are rounded down to a power of two: how rows happen
/// to be cut then does not make a longer run a worse one.
/// </remarks>
internal static class RunShares
{
    private const int Lengths = 64;

    /// <summary>The place of a stream without end.</summary>
    private const int Endless = Lengths - 1;

    [ThreadStatic]
    private static DramDevice? s_dram;

    [ThreadStatic]
    private static double[]? s_shares;

    /// <summary>The share that runs of at least so many bytes reach.</summary>
    public static double Of(DramDevice dram, double bytes) =>
        At(dram, Math.Clamp(Math.ILogB(Math.Max(1, bytes)), 0, Endless - 1));

    /// <summary>The share of a sequential stream.</summary>
    public static double Sequential(DramDevice dram) => At(dram, Endless);

    private static double At(DramDevice dram, int place)
    {
        double[] shares = s_shares ??= new double[Lengths];
        if (!ReferenceEquals(s_dram, dram))
        {
            Array.Clear(shares);
            s_dram = dram;
        }

        ref double share = ref shares[place];
        if (share == 0)
        {
            share = DramEfficiency.Of(dram, place == Endless
                ? DramPattern.Sequential : DramPattern.Runs(Math.ScaleB(1, place))).Efficiency;
        }

        return share;
    }
}
