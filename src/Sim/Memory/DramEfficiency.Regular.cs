using System.Numerics;
using Accel.Arch.Drams;

namespace Accel.Sim.Memory;

public static partial class DramEfficiency
{
    /// <summary>Requests that a hashed mapping keeps in one set of rows, a bank of it.</summary>
    private const int HashedRequests = 4;

    /// <summary>Requests at equal distances; a distance of one is a sequential stream.</summary>
    private static (DramLimits Limits, double Rows) Regular(DramDevice dram, double stride)
    {
        DramTiming timing = dram.Timing;
        double columns = dram.Columns;
        double channels = dram.Channels;
        double groups = dram.BankGroups;
        double banks = dram.BanksPerGroup;
        double low = dram.Mapping switch
        {
            DramMapping.GroupHigh => columns,
            DramMapping.GroupLow => 1,
            _ => Math.Min(HashedRequests, columns),
        };
        double bankAt = (dram.Mapping == DramMapping.GroupLow ? columns : low) * channels * groups;
        Field channel = Field.At(low, channels, stride);
        Field group = Field.At(low * channels, groups, stride);
        Field bank = Field.At(bankAt, banks, stride);
        Field rank = Field.At(bankAt * banks, dram.Ranks, stride);
        if (dram.Mapping == DramMapping.Hashed && stride < HashedRequests)
        {
            // The lowest column bits are folded into the channel's and the group's.
            group = new Field(1, Math.Min(groups, HashedRequests));
            channel = new Field(1, channels);
        }

        double cell = columns * channels * groups * banks * dram.Ranks;
        double visits = Math.Max(1, cell / stride);
        double reached = channel.Values * group.Values * bank.Values * rank.Values;
        double rows = Math.Min(visits, reached) / visits;
        double busy = channel.Overlap(2 * LookAhead);
        double window = Math.Max(0, LookAhead - (timing.RowMiss / timing.SameGroup));
        double visit = group.Dwell / (channel.Dwell >= group.Dwell ? 1 : channel.Values);
        double column = Spacing(dram, group.Values, visit, rank, window) / busy;
        double atOnce = Math.Min(group.Values * bank.Values * rank.Values, 2 * LookAhead) * channel.Values;
        return (DramLimits.Of(dram, column, 0, rows, busy, rank.Overlap(2 * LookAhead), atOnce), rows);
    }

    /// <summary>The time from column to column of one channel, in nanoseconds.</summary>
    /// <param name="groups">Bank groups that take turns.</param>
    /// <param name="visit">Requests to one group before the next has its turn.</param>
    /// <param name="window">Requests of a window that are served beside those of another group.</param>
    private static double Spacing(DramDevice dram, double groups, double visit, in Field rank, double window)
    {
        double burst = Math.Max(dram.Burst, dram.Timing.OtherGroup);
        double same = Math.Max(burst, dram.Timing.SameGroup);
        double alone = groups == 1 ? 1 : visit <= 1 ? 0 : Math.Max(0, 1 - (2 * window / visit));
        if (alone > 0 && rank.Values > 1)
        {
            // Another rank's columns fit in between, at the price of a turn of the bus.
            double other = Math.Min(same, Math.Max(burst, dram.Burst + dram.Timing.Turn));
            same = other + ((same - other) * Math.Max(0, 1 - (2 * window / rank.Dwell)));
        }

        return burst + ((same - burst) * alone);
    }

    /// <summary>A part of the address, as a stream of equal strides sees it.</summary>
    /// <param name="Dwell">Requests in a row that find the same value.</param>
    /// <param name="Values">How many values it goes through.</param>
    private readonly record struct Field(double Dwell, double Values)
    {
        private const double Never = 1e18;

        /// <param name="low">Requests after which the value changes, in a sequential stream.</param>
        /// <param name="count">How many values there are.</param>
        public static Field At(double low, double count, double stride)
        {
            // A stride that is no multiple of a power of two walks through all values, however long it is.
            double even = 1L << BitOperations.TrailingZeroCount((long)stride);
            return even >= low * count ? new Field(Never, 1)
                : new Field(Math.Max(1, low / stride), even > low ? count * low / even : count);
        }

        /// <summary>How many of the values are met at one time by what looks so far ahead.</summary>
        public double Overlap(double window) =>
            Dwell <= window ? Values : 1 + ((Values - 1) * window / Dwell);
    }
}
