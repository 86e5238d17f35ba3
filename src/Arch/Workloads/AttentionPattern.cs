using System.Globalization;

namespace Accel.Arch.Workloads;

/// <summary>Which positions a token attends to, where it is not all of them.</summary>
/// <remarks>
/// <para>A window (Lambda-shaped attention, AccLLM, arXiv 2505.03745): each token attends to the first
/// <see cref="Sinks"/> positions and to the last <see cref="Window"/>, itself among them, so that a decode step meets
/// at most <see cref="PositionLimit"/> positions and takes the same time from there on. In prefill every token of the
/// prompt is charged min(prompt, limit) positions, as though all tokens shared one window; keys and values outside it
/// are neither read nor multiplied, though they are all written to the cache.</para>
/// <para>A block mask (FlightLLM, arXiv 2401.03868): in prefill, <see cref="Density"/> of the tiles of
/// <see cref="Block"/> by <see cref="Block"/> that cover the full square of queries and positions are computed. Decode
/// meets all positions, or those of the window. Where both are named the mask stands for prefill and the window for
/// decode.</para>
/// </remarks>
public sealed record AttentionPattern
{
    /// <summary>Every token attends to all positions that the model lets it.</summary>
    public static readonly AttentionPattern Full = new();

    /// <summary>First positions that every token attends to beside its window.</summary>
    public long Sinks { get; init; }

    /// <summary>Last positions that a token attends to, its own included; null where there is no window.</summary>
    public long? Window { get; init; }

    /// <summary>Tokens along a side of a tile of the mask; null where there is no mask.</summary>
    public long? Block { get; init; }

    /// <summary>Share of the tiles of the full square that is computed, 0 to 1; null where there is no mask.</summary>
    public double? Density { get; init; }

    /// <summary>Whether nothing is left out.</summary>
    public bool IsFull => Window is null && Density is null;

    /// <summary>Whether prefill follows a mask of tiles.</summary>
    public bool HasMask => Density is not null;

    /// <summary>The most positions that a token meets in decode; <see cref="long.MaxValue"/> without window.</summary>
    public long PositionLimit => Window is { } window ? Sinks + window : long.MaxValue;

    /// <summary>The most positions that a token meets in a phase.</summary>
    public long LimitIn(PhaseKind kind) => kind == PhaseKind.Prefill && HasMask ? long.MaxValue : PositionLimit;

    /// <summary>Why a model cannot be run with the pattern, or null when it can.</summary>
    public string? WhyNot(Model model) => IsFull ? null
        : model is not ModelShape shape ? $"{model.Name} is a network, whose attention is within an image"
        : Window is not null && !shape.IsDecoder ? $"{model.Name} is an encoder, and a window is of a decoder"
        : null;

    /// <summary>The pattern in words, for reports: <c>4 sinks and a window of 2044</c>.</summary>
    public string Describe()
    {
        string window = Window is { } positions
            ? string.Create(CultureInfo.InvariantCulture, $"{Sinks} sinks and a window of {positions}")
            : string.Empty;
        string mask = Density is { } density
            ? string.Create(CultureInfo.InvariantCulture, $"{density} of the tiles of {Block} in prefill")
            : string.Empty;
        return window.Length > 0 && mask.Length > 0 ? $"{window}, {mask}" : window + mask;
    }
}
