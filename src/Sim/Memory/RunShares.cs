using Accel.Arch.Drams;

namespace Accel.Sim.Memory;

/// <summary>What a memory makes of runs of powers of two, as a thread met them last.</summary>
/// <remarks>
/// The points of a sweep ask for few memories, over and over. For shares, runs are rounded down to a power of two: how rows happen
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
    private static DramFlow[]? s_flows;

    /// <summary>The share that runs of at least so many bytes reach.</summary>
    public static double Of(DramDevice dram, double bytes) =>
        At(dram, Place(bytes)).Efficiency;

    /// <summary>
    /// Rows that runs of so many bytes open beyond one for each row's worth of them, for each byte. Exact for powers of
    /// two; other runs as a line between those has it.
    /// </summary>
    public static double ExtraRows(DramDevice dram, double bytes)
    {
        int place = Place(bytes);
        double below = At(dram, place).ActivationsPerByte;
        double above = place + 1 < Endless ? At(dram, place + 1).ActivationsPerByte : below;
        double far = Math.Clamp((bytes / Math.ScaleB(1, place)) - 1, 0, 1);
        return Math.Max(0, below + ((above - below) * far) - (1d / dram.RowBytes));
    }

    /// <summary>The share of a sequential stream.</summary>
    public static double Sequential(DramDevice dram) => At(dram, Endless).Efficiency;

    private static int Place(double bytes) => Math.Clamp(Math.ILogB(Math.Max(1, bytes)), 0, Endless - 1);

    private static ref readonly DramFlow At(DramDevice dram, int place)
    {
        DramFlow[] flows = s_flows ??= new DramFlow[Lengths];
        if (!ReferenceEquals(s_dram, dram))
        {
            Array.Clear(flows);
            s_dram = dram;
        }

        ref DramFlow flow = ref flows[place];
        if (flow.Efficiency == 0)
        {
            flow = DramEfficiency.Of(dram, place == Endless
                ? DramPattern.Sequential : DramPattern.Runs(Math.ScaleB(1, place)));
        }

        return ref flow;
    }
}
