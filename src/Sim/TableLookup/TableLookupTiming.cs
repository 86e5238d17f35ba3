using Accel.Arch.Activity;

namespace Accel.Sim.TableLookup;

/// <summary>
/// Closed form of <see cref="Machine.TableLookupMachine"/>: the same cycles and counts, without stepping.
/// </summary>
/// <remarks>
/// <para>
/// Loops, outermost first: M tokens, S = ceil(K / (T G)) steps, ceil(N / Q) iterations, one every I cycles, which span
/// L = (ceil(N / Q) - 1) I + 1 cycles. With P the interval of steps (<see cref="LookupEngine.StepInterval"/>), B the
/// cycles of a build and D those of a lookup:
/// </para>
/// <para><c>cycles = B + (M S - 1) P + L + D - 1 = M S (L + C_table) + C_fill</c>, where C_table = P - L is what a step
/// waits for its tables or accumulators and C_fill = B + D - 1 - C_table fills the pipeline, once.</para>
/// <para>
/// The accumulators' interval is kept between any two steps, those of two tokens too. A step at the edge of K is
/// whole: its tables are built over zeros and looked up like others. An iteration at the edge of N has fewer lanes.
/// </para>
/// <para>Source: loop order and terms as in TeLLMe (arXiv 2510.15926, Sec. 3.1 to 3.2), which gives no formula; the
/// stages of the pipeline are ours.</para>
/// </remarks>
public static class TableLookupTiming
{
    /// <summary>Cycles of a GEMM with its operands in the buffers, from the first activation to the last sum.</summary>
    public static long Cycles(in LookupEngine engine, long m, long k, long n) =>
        (m * RowCycles(engine, k, n)) + FillCycles(engine, n);

    /// <summary>Cycles from one token to the next: S P.</summary>
    public static long RowCycles(in LookupEngine engine, long k, long n) => engine.Steps(k) * engine.StepInterval(n);

    /// <summary>C_fill: what a product takes longer than its tokens.</summary>
    public static long FillCycles(in LookupEngine engine, long n) =>
        engine.BuildCycles + engine.LookupCycles - 1 - (engine.StepInterval(n) - engine.LookupSpan(n));

    /// <summary>Cycles and everything else that the machine counts.</summary>
    public static ActivityCounts Count(in LookupEngine engine, long m, long k, long n)
    {
        ActivityCounts counts = Activity(engine, m, k, n);
        counts.Cycles = Cycles(engine, m, k, n);
        counts.ComputeCycles = counts.Cycles;
        counts.PeIdleCycles = (engine.Pes * counts.Cycles) - counts.PeActiveCycles;
        return counts;
    }

    /// <summary>What the engine and its buffers' ports do for a product. Cycles and idle PEs are left at 0.</summary>
    /// <remarks>
    /// A step's sums are stored by the first step of a token, added to by those between, and leave with the last. Bits
    /// of weights are those of whole index vectors; elements are those of the product.
    /// </remarks>
    public static ActivityCounts Activity(in LookupEngine engine, long m, long k, long n)
    {
        long steps = m * engine.Steps(k);
        long vectors = steps * n;
        long additions = vectors - (m * n);
        return new ActivityCounts
        {
            Macs = m * k * n,
            PeActiveCycles = vectors * engine.Tables,
            EncoderCycles = steps * engine.Tables * engine.Entries,
            AccumulatorUpdates = additions,
            ActivationReads = m * k,
            ActivationReadBits = m * k * LookupEngine.ActivationBits,
            WeightReads = m * k * n,
            WeightReadBits = vectors * engine.VectorBits,
            OutputWrites = m * n,
            OutputWriteBits = vectors * LookupEngine.SumBits,
            OutputReadBits = additions * LookupEngine.SumBits,
        };
    }
}
