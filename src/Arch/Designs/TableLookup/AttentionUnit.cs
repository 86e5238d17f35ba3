namespace Accel.Arch.Designs.TableLookup;

/// <summary>The floating-point units for attention beside a table-lookup engine.</summary>
/// <remarks>
/// Prefill has a unit for each of <see cref="Queries"/> query tokens, with <see cref="Lanes"/> multipliers for scores
/// and as many for values, through which each key and its value pass together. Decode has <see cref="DecodeLanes"/>,
/// through which all keys pass before all values (TeLLMe v2, arXiv 2510.15926, Sec. 3.5 and 3.6).
/// </remarks>
public sealed record AttentionUnit
{
    /// <summary>Query tokens that prefill attention holds at once.</summary>
    public int Queries { get; init; } = 4;

    /// <summary>Multiply-accumulates a cycle of each query's unit, for scores; as many again for values.</summary>
    public int Lanes { get; init; } = 2;

    /// <summary>
    /// Multiply-accumulates a cycle of decode attention; 0 when decode has no unit of its own and one of the queries'
    /// units of prefill does its work.
    /// </summary>
    public int DecodeLanes { get; init; } = 16;

    public AttentionOrder Order { get; init; } = AttentionOrder.Reversed;

    /// <summary>The most multiply-accumulates of a cycle, in prefill or in decode.</summary>
    public int PeakMacsPerCycle => Math.Max(2 * Queries * Lanes, DecodeLanes);
}
