using Accel.Arch.Designs.TableLookup;

namespace Accel.Tests.Sim.TableLookup;

/// <summary>
/// Attention of one causal sequence, stepped position by position, by another way than the closed form's.
/// </summary>
/// <param name="Beat">Cycles of a position.</param>
/// <param name="PairTicks">Ticks that DRAM takes for a key and its value.</param>
/// <param name="TokenTicks">Ticks that it takes for what else a token moves.</param>
internal sealed record AttentionWalk(
    AttentionUnit Unit, long TicksPerCycle, long Beat, long PairTicks, long TokenTicks)
{
    public long Ticks { get; private set; }

    public long Cycles { get; private set; }

    public long Loads { get; private set; }

    /// <summary>How often each query met each position.</summary>
    public Dictionary<(long Query, long Position), int> Met { get; } = [];

    /// <summary>Prefill of so many tokens, the last of which sees all positions.</summary>
    public void Prefill(long tokens, long positions)
    {
        Queue<long> waiting = new();
        for (long token = tokens - 1; token >= 0; token--)
        {
            waiting.Enqueue(positions - tokens + token);
        }

        while (waiting.Count > 0)
        {
            List<long> held = [];
            while (held.Count < Unit.Queries && waiting.TryDequeue(out long query))
            {
                held.Add(query);
            }

            long newest = Unit.Order == AttentionOrder.Reversed ? held.Max() : positions - 1;
            (long computing, long fetching) = (0, 0);
            for (long position = newest; position >= 0; position--)
            {
                for (long cycle = 0; cycle < Beat; cycle++)
                {
                    computing++;
                }

                fetching += PairTicks;
                Loads++;
                held.ForEach(query => Met[(query, position)] = Met.GetValueOrDefault((query, position)) + 1);
            }

            computing += Beat * held.Count;
            fetching += TokenTicks * held.Count;
            Cycles += computing;
            Ticks += Math.Max(computing * TicksPerCycle, fetching);
        }
    }
}
