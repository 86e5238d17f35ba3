using System.Numerics;
using Accel.Arch.Designs.TableLookup;

namespace Accel.Sim.TableLookup;

/// <summary>A table-lookup engine as its closed form and its machine see it.</summary>
/// <remarks>
/// A step is T x G activations of one token; its tables are built once and looked up for all output channels, Q a
/// cycle. What takes how long follows from structure, one register a stage:
/// <list type="bullet">
/// <item>build: a cycle to read the activations, <see cref="TreeStages"/> to add them, <see cref="WriteCycles"/> to
/// write the sums into the tables;</item>
/// <item>look up: a cycle to read a table, one to negate (half tables), <see cref="ReductionStages"/> to add what the T
/// tables say, <see cref="AccumulateCycles"/> to add that to the channel's accumulator.</item>
/// </list>
/// </remarks>
/// <param name="Group">G: weights that one lookup covers.</param>
/// <param name="Tables">T: tables along the reduction.</param>
/// <param name="Lookups">Q: output channels that look up in a cycle.</param>
/// <param name="OverlapsBuild">
/// Whether tables are double-buffered, so that the next are built while these are read.
/// </param>
/// <param name="EntriesPerCycle">
/// Entries that each table takes in a cycle: 1 in distributed RAM, which has one write port; all of them in registers.
/// </param>
/// <param name="AccumulateCycles">
/// Cycles from reading an accumulator until the new sum can be read from it.
/// </param>
/// <param name="Interval">Cycles from one iteration to the next.</param>
public readonly record struct LookupEngine(
    int Group, int Tables, int Lookups, LookupVariant Variant, bool OverlapsBuild, int EntriesPerCycle,
    int AccumulateCycles, int Interval = 1)
{
    /// <summary>Bits of a sum in an accumulator.</summary>
    public const int SumBits = 32;

    /// <summary>Bits of an activation.</summary>
    public const int ActivationBits = 8;

    /// <summary>
    /// Cycles that an index vector is on its way out of the weight buffer: a read and an output register.
    /// </summary>
    /// <remarks>Our choice, of UltraRAM's modes. Addresses are known ahead: only the first would be waited for, and
    /// no build is shorter.</remarks>
    public const int FetchCycles = 2;

    /// <summary>An accumulator is read, added to and written in a cycle each: our choice.</summary>
    private const int ReadAddWrite = 3;

    /// <summary>The engine of a fabric: tables in distributed RAM, as TeLLMe has them.</summary>
    public static LookupEngine From(TableLookupFabric fabric)
    {
        ArgumentNullException.ThrowIfNull(fabric);
        return new LookupEngine(
            fabric.Group, fabric.Tables, fabric.Lookups, fabric.Variant, fabric.OverlapsBuild, 1, ReadAddWrite,
            fabric.Interval);
    }

    /// <summary>Activations of a step.</summary>
    public int StepWidth => Tables * Group;

    /// <summary>Sums that a group has: 3^G.</summary>
    public int Sums => Variants(Group);

    /// <summary>Sums that a table stores: all, those of one sign, or none.</summary>
    public int Entries => Variant switch
    {
        LookupVariant.Full => Sums,
        LookupVariant.Half => (Sums - 1) / 2,
        _ => 0,
    };

    /// <summary>Bits of an index vector, one index for each table.</summary>
    public int VectorBits => Tables * TableLookupFabric.IndexBitsOf(Group);

    /// <summary>Stages of the trees that add up to G activations; none where activations themselves are kept.</summary>
    public int TreeStages => Variant == LookupVariant.Naive ? 0 : CeilLog2(Group);

    /// <summary>Cycles to write all tables, or the registers that stand in their place.</summary>
    public int WriteCycles => Variant == LookupVariant.Naive ? 1 : (Entries + EntriesPerCycle - 1) / EntriesPerCycle;

    /// <summary>Cycles from reading a step's activations until its tables can be read.</summary>
    public int BuildCycles => 1 + TreeStages + WriteCycles;

    /// <summary>Stages between a lookup and the reduction tree: the negation of half tables.</summary>
    public int NegateStages => Variant == LookupVariant.Half ? 1 : 0;

    /// <summary>Stages of the tree that adds T lookups, or T x G selected activations, of a channel.</summary>
    public int ReductionStages => CeilLog2(Variant == LookupVariant.Naive ? StepWidth : Tables);

    /// <summary>
    /// Cycles of a lookup, the one in which its table is read and the one in which its sum is written included.
    /// </summary>
    public int LookupCycles => 1 + NegateStages + ReductionStages + AccumulateCycles;

    /// <summary>Lookup ports: the engine's PEs.</summary>
    public long Pes => (long)Tables * Lookups;

    /// <summary>Steps of a reduction over K; the last is filled up with zeros.</summary>
    public long Steps(long k) => (k + StepWidth - 1) / StepWidth;

    /// <summary>Cycles in which N channels look up, the last perhaps with fewer than Q.</summary>
    public long Iterations(long n) => (n + Lookups - 1) / Lookups;

    /// <summary>Cycles from a step's first lookup to its last, both included.</summary>
    public long LookupSpan(long n) => ((Iterations(n) - 1) * Interval) + 1;

    /// <summary>Cycles from the first lookup of a step to that of the next.</summary>
    /// <remarks>
    /// As many as its iterations take, but not fewer than the next tables take to build (or that many more, where the
    /// build waits for the last lookup), nor than an accumulator takes until it can be added to again.
    /// </remarks>
    public long StepInterval(long n)
    {
        long lookups = Iterations(n) * Interval;
        long built = OverlapsBuild ? BuildCycles : LookupSpan(n) + BuildCycles;
        return Math.Max(Math.Max(lookups, built), AccumulateCycles);
    }

    private static int Variants(int group)
    {
        int sums = 1;
        for (int i = 0; i < group; i++)
        {
            sums *= 3;
        }

        return sums;
    }

    private static int CeilLog2(int count) => count <= 1 ? 0 : BitOperations.Log2((uint)count - 1) + 1;
}
