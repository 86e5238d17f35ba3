namespace Accel.Arch.Designs.TableLookup;

/// <summary>The floating-point units for attention beside a table-lookup engine.</summary>
public sealed record AttentionUnit
{
    /// <summary>Query tokens that prefill attention holds at once.</summary>
    public int Queries { get; init; } = 4;

    /// <summary>Multiply-accumulates a cycle of each query's unit, for scores and for values.</summary>
    public int Lanes { get; init; } = 4;

    /// <summary>Multiply-accumulates a cycle of decode attention.</summary>
    public int DecodeLanes { get; init; } = 16;

    public AttentionOrder Order { get; init; } = AttentionOrder.Reversed;
}
