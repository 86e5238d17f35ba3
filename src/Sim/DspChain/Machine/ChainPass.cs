namespace Accel.Sim.DspChain.Machine;

/// <summary>A pass: some results of one step of a tile, held by the chains while a tile's tokens pass.</summary>
internal sealed record ChainPass
{
    /// <summary>The first token of the tile, and how many there are.</summary>
    public required int Token { get; init; }

    public required int Tokens { get; init; }

    /// <summary>Channels of the tile, and the first behind it.</summary>
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

    /// <summary>Results of a chain.</summary>
    public required int Results { get; init; }

    /// <summary>Whether sums are stored over what was there.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>Whether sums leave.</summary>
    public required bool IsLast { get; init; }

    /// <summary>The result that a slice works for; <see cref="Results"/> or more where it is left over.</summary>
    public int ResultOf(int slice) => slice / Span;

    /// <summary>Whether a slice adds to zero: it begins a result, or what is left over.</summary>
    public bool IsHead(int slice) => slice % Span == 0;

    /// <summary>Whether a slice holds a kept weight.</summary>
    public bool IsKept(int slice) => ResultOf(slice) < Results && slice % Span < Slices;
}
