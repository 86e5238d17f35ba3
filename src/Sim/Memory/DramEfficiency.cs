using Accel.Arch.Drams;

namespace Accel.Sim.Memory;

/// <summary>Which share of its peak bandwidth a memory reaches, in closed form.</summary>
/// <remarks>
/// <para>A controller looks ahead over a window of requests and takes the oldest that is ready; rows stay open; all
/// banks of a rank are refreshed together. The time of one request is the largest of what it takes of the data lines,
/// of the queue, of the activation windows, of banks and of the command bus (<see cref="DramLimits"/>); refresh and
/// the turns of the bus come on top.</para>
/// <para>What bank groups cost is a matter of the window: requests of one group are <c>tCCD_L</c> apart, but as soon
/// as the window reaches requests of another group, both are served in turn. Of a visit of v requests to one group,
/// the first and the last window's worth are served so, less those that pass while the next row is opened.</para>
/// <para>Allocates nothing.</para>
/// <para>Measured against DRAMsim3 and Ramulator 2 (tests/Reference/cost_dram_*.csv); see docs/cost-model.md.</para>
/// </remarks>
public static partial class DramEfficiency
{
    /// <summary>Requests that the controller of one channel looks ahead.</summary>
    public const int LookAhead = 32;

    /// <summary>
    /// The fewest writes that a controller gathers before it turns the bus for them: half its window.
    /// </summary>
    private const double LeastWrites = LookAhead / 2d;

    /// <summary>What a memory makes of a pattern.</summary>
    public static DramFlow Of(DramDevice dram, in DramPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(dram);
        double requests = Math.Max(1, pattern.Bytes / dram.RequestBytes);
        (DramLimits limits, double rows) = pattern.Kind switch
        {
            DramPatternKind.Random => Runs(dram, 1),
            DramPatternKind.Runs => Runs(dram, requests),
            DramPatternKind.Stride => Regular(dram, requests),
            _ => Regular(dram, 1),
        };
        double time = limits.Together + Turns(dram, pattern, requests);
        double refreshed = 1 - (dram.Timing.Refresh / dram.Timing.RefreshInterval);
        return new DramFlow(
            Math.Min(1, dram.Burst / dram.Channels / time * refreshed), rows / dram.RequestBytes);
    }

    /// <summary>What a request bears of the turns of the bus, in nanoseconds.</summary>
    private static double Turns(DramDevice dram, in DramPattern pattern, double requests)
    {
        double turn = dram.Timing.Turnaround(dram.Burst) / dram.Channels;
        if (pattern.Kind == DramPatternKind.Copy)
        {
            double channels = dram.Mapping == DramMapping.GroupHigh
                ? Math.Clamp(requests / dram.Columns, 1, dram.Channels) : dram.Channels;
            return turn / (2 * Math.Max(LeastWrites, requests / channels));
        }

        return turn * pattern.WriteShare / LookAhead;
    }
}
