using Accel.Arch.Drams;

namespace Accel.Sim.Memory;

public static partial class DramEfficiency
{
    /// <summary>Runs of requests at random places.</summary>
    /// <remarks>
    /// A run waits for its rows, then takes a spacing for each of its requests; a window of W requests reaches W + v
    /// of them, those included that are half served: Little's law then bounds the rate. Channels behind one queue are
    /// unevenly loaded by long runs: all of them work only while twice the window holds several.
    /// </remarks>
    private static (DramLimits Limits, double Rows) Runs(DramDevice dram, double run)
    {
        DramTiming timing = dram.Timing;
        double burst = Math.Max(dram.Burst, timing.OtherGroup);
        double channels = dram.Channels;
        double spread = Spread(dram);
        double reached = dram.Mapping == DramMapping.GroupHigh
            ? Math.Clamp(run / dram.Columns, 1, channels) : Math.Min(run, channels);
        double each = run / reached;
        double busy = reached < channels
            ? channels * (1 - ((1 - (1 / channels)) * Math.Min(1, each / (2 * LookAhead)))) : channels;
        double visit = Math.Min(each, dram.Columns);
        double groups = Math.Max(1, Math.Min(spread / channels, dram.BankGroups));

        // A run within one group holds its places for as long as the group spaces it; of one over several groups, the
        // first request waits for its row, and the others for the data lines alone.
        double queue = groups == 1
            ? (timing.RowMiss + (visit * Math.Max(burst, timing.SameGroup))) / (LookAhead + visit) / channels
            : (timing.RowMiss + Math.Max(burst, timing.SameGroup / groups)) / (LookAhead + 1)
                * Math.Min(1, LookAhead / visit) / channels;
        double rows = Rows(dram, run, spread) / run;
        double rankTurns = timing.Turn * (1 - (1d / dram.Ranks)) / run;
        return (DramLimits.Of(dram, (burst / busy) + rankTurns, queue, rows, busy, dram.Ranks, dram.Banks), rows);
    }

    /// <summary>Banks that consecutive requests are dealt to before one of them comes again.</summary>
    private static double Spread(DramDevice dram) => dram.Mapping switch
    {
        DramMapping.GroupHigh => 1,
        DramMapping.GroupLow => dram.Channels * dram.BankGroups,
        _ => Math.Min(HashedRequests, dram.Banks),
    };

    /// <summary>Rows that a run opens.</summary>
    private static double Rows(DramDevice dram, double run, double spread)
    {
        double set = spread * (dram.Mapping == DramMapping.Hashed
            ? Math.Min(HashedRequests, dram.Columns) : dram.Columns);
        double whole = Math.Floor(run / set);
        double rows = (whole * spread) + Math.Min(spread, run - (whole * set));
        double all = dram.Banks;
        return Math.Min(rows, all * Math.Max(1, Math.Ceiling(run / (dram.Columns * all))));
    }
}
