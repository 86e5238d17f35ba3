namespace Accel.HlsEmit.Engines;

/// <summary>The module of the hardware library that computes a design's products, and how it is set.</summary>
/// <remarks>
/// <para>
/// The ports of every engine are <c>clk</c>, <c>rst</c> (synchronous, active high), the streams of
/// <see cref="Inputs"/>, of which the first is <c>command</c>, and the stream <c>outputs</c>, which has besides
/// <c>outputs_keep</c>, a bit for each byte, and <c>outputs_last</c>. A beat moves in a cycle in which valid and ready
/// are 1. No valid waits for its ready; what is offered stays as it is until it is taken.
/// </para>
/// <para>
/// A beat of <c>command</c> is a product: M, K and N in 32 bits each, M lowest. The other inputs bring its operands in
/// the order in which the cycle-stepped machine uses them. The product's last beat of <c>outputs</c> has
/// <c>outputs_last</c>; bytes without <c>outputs_keep</c> mean nothing.
/// </para>
/// <para>
/// When operands are always there and outputs are always taken, the last beat of outputs is taken exactly
/// <see cref="Latency"/> plus the machine's cycles after the product's command, also of products in a row: a command
/// may be looked at while it is offered, and is taken no sooner than its first cycle may begin. Late operands and outputs that wait change when, never
/// what. After a reset in the middle of a product the next one is like the first.
/// </para>
/// </remarks>
public sealed record Engine
{
    /// <summary>Bits of M, K and N in a command.</summary>
    public const int ExtentBits = 32;

    /// <summary>The command stream of every engine.</summary>
    public static StreamPort Command { get; } = new("command", 3 * ExtentBits);

    /// <summary>Name of the module in the library.</summary>
    public required string Module { get; init; }

    /// <summary>In the order of the module's header.</summary>
    public required IReadOnlyList<EngineParameter> Parameters { get; init; }

    /// <summary><see cref="Command"/>, then the operands' streams.</summary>
    public required IReadOnlyList<StreamPort> Inputs { get; init; }

    /// <summary>The stream <c>outputs</c>.</summary>
    public required StreamPort Output { get; init; }

    /// <summary>Cycles that the streams add to the machine's, whatever the product.</summary>
    public required int Latency { get; init; }

    /// <summary>Whether the number of beats of a product depends on its weights, not on M, K and N alone.</summary>
    public bool BeatsDependOnWeights { get; init; }

    /// <summary>Cycles from the begin of one beat of work to that of the next.</summary>
    public int InitiationInterval { get; init; } = 1;
}
