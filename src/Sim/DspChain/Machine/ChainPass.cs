namespace Accel.Sim.DspChain.Machine;

/// <summary>A pass: some results of one step of a tile, held by the chains while a tile's tokens pass.</summary>
public sealed record ChainPass
{
    /// <summary>The first token of the tile, and how many there are.</summary>
    public required int Token { get; init; }

    public required int Tokens { get; init; }

    /// <summary>The first channel of the tile, and the first behind it.</summary>
    public required int TileStart { get; init; }

    public required int TileEnd { get; init; }

    /// <summary>The first channel of the pass, of <see cref="Channels"/>.</summary>
    public required int Channel { get; init; }

    public required int Channels { get; init; }

    public required int Step { get; init; }

    /// <summary>N of the step; 0 in a step that is skipped.</summary>
    public required int Kept { get; init; }

    /// <summary>Slices of a result, in whole groups, and those of them with kept weights.</summary>
    public required int Span { get; init; }

    public required int Slices { get; init; }

    /// <summary>Results that a chain has room for.</summary>
    public required int Results { get; init; }

    /// <summary>Chains that results are dealt out to.</summary>
    public required int Dealt { get; init; }

    /// <summary>Results of the pass, in all chains.</summary>
    public required int Units { get; init; }

    /// <summary>Tokens of a beat, and cycles in which its results enter the accumulators.</summary>
    public required int BeatTokens { get; init; }

    public required int BeatCycles { get; init; }

    /// <summary>Whether multiplexers choose its activations.</summary>
    public required bool IsSparse { get; init; }

    /// <summary>Whether sums are stored over what was there.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>Whether sums leave.</summary>
    public required bool IsLast { get; init; }

    /// <summary>What the weight buffer holds of the pass, from its start to the end of its last beat.</summary>
    internal PassWeights? Weights { get; set; }

    /// <summary>The result that a slice works for; <see cref="Results"/> or more where it is left over.</summary>
    public int ResultOf(int slice) => slice / Span;

    /// <summary>Whether a slice adds to zero: it begins a result, or what is left over.</summary>
    public bool IsHead(int slice) => slice % Span == 0;

    /// <summary>Whether a slice holds a kept weight.</summary>
    public bool IsKept(int slice) => ResultOf(slice) < Results && slice % Span < Slices;

    /// <summary>The result that ends with a slice; -1 where none does.</summary>
    public int EndsAt(int slice) => IsHead(slice + 1) && ResultOf(slice) < Results ? ResultOf(slice) : -1;

    /// <summary>The first of the W channels whose result a chain holds at some place.</summary>
    /// <param name="lanes">W.</param>
    public int ChannelOf(int chain, int result, int lanes) => Channel + (((result * Dealt) + chain) * lanes);

    /// <summary>How many of some chains, in a row, hold a result at some place: the first ones.</summary>
    public int ChainsWith(int result, int first, int chains) => result >= Results ? 0
        : Math.Clamp(Math.Min(Dealt, Units - (result * Dealt)) - first, 0, chains);
}
