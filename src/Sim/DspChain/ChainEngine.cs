using Accel.Arch.Designs.DspChain;

namespace Accel.Sim.DspChain;

/// <summary>One core of DSP chains in one slice mode, as its closed form and its machine see it.</summary>
/// <remarks>
/// <para>
/// K is walked in steps of L elements. In a dense step a chain is one dot product of L, for each of W output channels
/// and A tokens. In a step that keeps N of every M weights, a result needs <see cref="Span"/> slices, and a chain holds
/// <see cref="Results"/> results side by side, each of W channels; the multiplexer of a slice picks its activation out
/// of the M of its block. A dense chain is one that keeps 1 of 1 (<see cref="Block"/>).
/// </para>
/// <para>
/// What takes how long follows from structure, one register a stage: <see cref="Latency"/> from a beat's operands to
/// its sums in the accumulators, <see cref="FeedCycles"/> and <see cref="Beats"/> for a pass.
/// </para>
/// </remarks>
/// <param name="Packing">Lanes of a slice: W weights by A activations.</param>
/// <param name="Overflow">How packed sums stay exact.</param>
/// <param name="Chains">C: chains of the core.</param>
/// <param name="Groups">Groups of a chain.</param>
/// <param name="GroupSlices">g: slices of a group.</param>
/// <param name="SegmentSlices">S: slices from one overflow adjust unit to the next; L where there is none.</param>
/// <param name="FedChains">F: chains whose slices the weight buffer fills in a cycle.</param>
/// <param name="TokenTile">T: sums that a chain keeps of each of its W lanes while weights pass: of as many tokens
/// where it has one result.</param>
/// <param name="SparseBlock">M of N:M; 0 in a dense chain, whose slices have no multiplexers.</param>
/// <param name="ChoosingChains">Chains whose slices have multiplexers: the first ones.</param>
/// <param name="ChosenActivations">Activations of a slice, at most A, that its multiplexers choose.</param>
/// <param name="ResultSets">Sets of accumulators of a chain, each of W x A adders.</param>
/// <param name="ElementBits">Bits of a weight in its buffer, before it is widened to its lane.</param>
/// <param name="IndexBits">Bits of the place of a kept weight in its block, shared by W channels.</param>
/// <param name="ActivationBits">Bits of an activation in its buffer.</param>
/// <param name="ScaleGroup">
/// Weights along K, whole steps, whose sum is multiplied by an integer of its own before it is accumulated; 0 where
/// there are no such multipliers.
/// </param>
public readonly record struct ChainEngine(
    DspPacking Packing, OverflowRule Overflow, int Chains, int Groups, int GroupSlices, int SegmentSlices,
    int FedChains, int TokenTile, int SparseBlock, int ChoosingChains, int ChosenActivations, int ResultSets,
    int ElementBits, int IndexBits, int ActivationBits, int ScaleGroup = 0)
{
    /// <summary>Bits of a sum in an accumulator; sums wrap.</summary>
    public const int SumBits = 32;

    /// <summary>Cycles from a slice's operands to its P register: A, D and B1; AD and B2; M; P.</summary>
    internal const int SliceCycles = 4;

    /// <summary>An adjust unit's register, and the C register by which the next slice takes its word.</summary>
    internal const int AdjustCycles = 2;

    /// <summary>A core of a fabric, in one of its modes.</summary>
    /// <param name="elementBits">Bits of a stored weight; 0 for those of a lane.</param>
    /// <param name="scaleGroup">Weights along K under one integer multiplier, 0 for none.</param>
    /// <param name="block">M of the operator, at most that of the fabric; by default that.</param>
    /// <exception cref="ArgumentException">What the fabric itself refuses: the mode
    /// (<see cref="DspChainFabric.WhyNotSet"/>), blocks of which a chain is not whole, groups of scales that are not
    /// whole steps.</exception>
    public static ChainEngine From(
        DspChainFabric fabric, SliceMode mode, int elementBits = 0, int scaleGroup = 0, int? block = null)
    {
        ArgumentNullException.ThrowIfNull(fabric);
        int own = block ?? fabric.SparseBlock;
        string? reason = fabric.WhyNotSet(mode);
        if (reason is not null || fabric.PackingOf(mode) is not { } packing)
        {
            throw new ArgumentException(reason, nameof(mode));
        }

        if (own > fabric.SparseBlock || (own > 0 && fabric.ChainSlices % own != 0))
        {
            throw new ArgumentException($"chains do not choose out of blocks of {own}", nameof(block));
        }

        return scaleGroup % fabric.ChainSlices != 0
            ? throw new ArgumentException("a group of scales is not whole steps", nameof(scaleGroup))
            : new ChainEngine(
                packing, fabric.Overflow, fabric.Chains, fabric.Groups, fabric.GroupSlices,
                fabric.SegmentSlices(mode), fabric.FedChains, fabric.TokenTile, own, fabric.ChoosingChains,
                Math.Min(mode.Activations, fabric.MultiplexedActivations), fabric.ResultSets,
                elementBits == 0 ? mode.WeightBits : elementBits,
                own > 1 ? CeilLog2(own) : 0, mode.ActivationBits, scaleGroup);
    }

    /// <summary>The mode of a fabric with most lanes, of those that hold some widths; null when none does.</summary>
    public static SliceMode? ModeOf(DspChainFabric fabric, int weightBits, int activationBits)
    {
        ArgumentNullException.ThrowIfNull(fabric);
        SliceMode? best = null;
        foreach (SliceMode mode in fabric.Packing.All)
        {
            if (mode.Holds(weightBits, activationBits) && mode.Lanes > (best?.Lanes ?? 0))
            {
                best = mode;
            }
        }

        return best;
    }

    /// <summary>L: slices of a chain, and elements of a step.</summary>
    public int Slices => Groups * GroupSlices;

    /// <summary>W: weights, of as many channels, that a slice multiplies at once.</summary>
    public int Weights => Packing.Weights;

    /// <summary>A: activations, of as many tokens, that a slice multiplies at once.</summary>
    public int Activations => Packing.Activations;

    /// <summary>The block that N counts in: M, or 1 in a dense chain.</summary>
    public int Block => Math.Max(1, SparseBlock);

    /// <summary>Overflow adjust units of a chain.</summary>
    public int AdjustUnits => (Slices - 1) / SegmentSlices;

    /// <summary>Slices of the core: its PEs.</summary>
    public long Pes => (long)Chains * Slices;

    /// <summary>
    /// D: cycles from a beat's operands to its sums in the accumulators, first and last included.
    /// </summary>
    /// <remarks>
    /// The register behind a multiplexer, where there are; L + 3 for the cascade; the adjust units; reading the lanes;
    /// a repair of tracked carries; the multiplier of a group; reading, adding and writing an accumulator. The results
    /// of a sparse step wait for the chain's end, so that all have one latency and sums stay in order.
    /// </remarks>
    public int Latency => MultiplexerStages + Slices + SliceCycles - 1 + (AdjustCycles * AdjustUnits) + 1
        + RepairStages + ScaleStages + 1;

    /// <summary>Registers behind the multiplexers.</summary>
    internal int MultiplexerStages => SparseBlock > 0 ? 1 : 0;

    /// <summary>Registers of the repair of tracked carries.</summary>
    internal int RepairStages => Overflow == OverflowRule.TrackCarries ? 1 : 0;

    /// <summary>Registers behind the multipliers of groups.</summary>
    internal int ScaleStages => ScaleGroup > 0 ? 1 : 0;

    /// <summary>Cycles that a slice's operands come later than those of the chain's first.</summary>
    internal int Skew(int slice) => slice + (AdjustCycles * (slice / SegmentSlices));

    /// <summary>Steps of a reduction over K; the last is filled up with zeros.</summary>
    public long Steps(long k) => CeilDivide(k, Slices);

    /// <summary>Weights of a step that one result keeps: L N / M.</summary>
    /// <param name="kept">N: 0 to <see cref="Block"/>.</param>
    public int KeptSlices(int kept) => Slices / Block * kept;

    /// <summary>Slices of a result, in whole groups.</summary>
    public int Span(int kept) => new ChainShape(Groups, GroupSlices).Span(kept, Block);

    /// <summary>R: results side by side in a chain; 0 where nothing is kept.</summary>
    public int Results(int kept) => new ChainShape(Groups, GroupSlices).Results(kept, Block);

    /// <summary>The tile of an operator whose smallest N is said, zero left out; M where it is dense.</summary>
    /// <remarks>
    /// With R results of that N in a chain: C W R channels, T / R tokens; over all chains, or over those that choose if
    /// the operator has any sparse step.
    /// </remarks>
    /// <exception cref="ArgumentException">R is more than T, which a fabric refuses
    /// (<see cref="DspChainFabric.WhyNotSparse"/>).</exception>
    public ChainTile TileOf(int smallestKept)
    {
        int results = Math.Max(1, Results(smallestKept));
        int chains = IsSparse(smallestKept) ? ChoosingChains : Chains;
        return results > TokenTile
            ? throw new ArgumentException(
                $"a chain has {results} results side by side, and keeps {TokenTile} sums", nameof(smallestKept))
            : new ChainTile(
                chains, results == 1 ? TokenTile : TokenTile / results, (long)chains * Weights * results);
    }

    /// <summary>Channels of a tile: W R of each chain, with R of the smallest N that an operator uses.</summary>
    public long TileChannels(int smallestKept) => TileOf(smallestKept).Channels;

    /// <summary>Tokens of a tile: T / R.</summary>
    public int TileTokens(int smallestKept) => TileOf(smallestKept).Tokens;

    /// <summary>Results that some channels take: W channels each.</summary>
    public long Units(long channels) => CeilDivide(channels, Weights);

    /// <summary>Passes in which a step of a tile is computed.</summary>
    public long Passes(int kept, long channels, in ChainTile tile) =>
        kept == 0 ? 0 : CeilDivide(Units(channels), (long)tile.Chains * Results(kept));

    /// <summary>Tokens of a beat: A, or those that multiplexers choose.</summary>
    public int BeatTokens(int kept) => IsSparse(kept) ? ChosenActivations : Activations;

    /// <summary>r: cycles in which the results of a beat enter a chain's accumulators.</summary>
    public int BeatCycles(int kept) => !IsSparse(kept) ? 1
        : (int)CeilDivide((long)Results(kept) * ChosenActivations, (long)Activations * ResultSets);

    /// <summary>b: beats in which tokens pass a chain.</summary>
    public long Beats(int kept, long tokens) => CeilDivide(tokens, BeatTokens(kept));

    /// <summary>b r: cycles in which tokens pass a chain.</summary>
    public long BeatenCycles(int kept, long tokens) => Beats(kept, tokens) * BeatCycles(kept);

    /// <summary>f: cycles in which the weight buffer feeds the chains of so many results.</summary>
    /// <remarks>
    /// Results are dealt out to chains one by one, so that fewer than a tile's chains have a chain each.
    /// </remarks>
    public long FeedCycles(long units, in ChainTile tile) => CeilDivide(Math.Min(tile.Chains, units), FedChains);

    /// <summary>Whether a step's activations are chosen: it keeps some of a block, not all.</summary>
    public bool IsSparse(int kept) => kept > 0 && kept < Block;

    /// <summary>Bits that a slice is fed: W weights, and their index where activations are chosen.</summary>
    public int FedBits(int kept) => (Weights * ElementBits) + (IsSparse(kept) ? IndexBits : 0);

    private static long CeilDivide(long dividend, long divisor) =>
        dividend <= divisor ? (dividend > 0 ? 1 : 0) : (dividend + divisor - 1) / divisor;

    private static int CeilLog2(int count) => System.Numerics.BitOperations.Log2((uint)count - 1) + 1;
}
