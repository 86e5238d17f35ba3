namespace Accel.Arch.Workloads;

/// <summary>An element-wise or row-wise operator: <see cref="Rows"/> rows of <see cref="Width"/> elements.</summary>
public sealed record VectorOperator : Operator
{
    public required long Rows { get; init; }

    /// <summary>Elements of one row at the phase's first step.</summary>
    public required long Width { get; init; }

    /// <summary>How often the unit goes over each element: 1 residual, 2 RMS norm, 3 softmax and layer norm,
    /// the window in pooling.</summary>
    public required int Passes { get; init; }

    /// <summary>Operands read for one element of the result: 2 for a residual or a gate.</summary>
    public int Operands { get; init; } = 1;

    /// <summary>Elements of an operand read for one element of the result: the window of a pooling layer.</summary>
    public long Window { get; init; } = 1;

    /// <summary>
    /// The width when the context holds <paramref name="context"/> positions, of which the operator meets those within
    /// its limit.
    /// </summary>
    public long WidthAt(long context) =>
        ContextAxis == ContextAxis.None ? Width : Math.Min(context, ContextLimit);
}
